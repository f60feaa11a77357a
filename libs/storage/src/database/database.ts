import { TouchstoneError } from '#contracts';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from './migrate.js';
import { asRecordsTrouble } from './records-trouble.js';
import { inTransaction } from './transaction.js';

export type Queries = Pick<
  NodePgDatabase,
  'select' | 'selectDistinct' | 'selectDistinctOn' | 'insert' | 'update' | 'delete' | 'execute'
>;

export interface DatabaseOptions {
  /** The address of PostgreSQL: `postgres://user:password@host:port/database`. */
  url: string;
  /** Connections at most; default 10. */
  connections?: number;
  /** Called when an idle connection breaks (the pool replaces it) or a start has to wait. */
  onTrouble: (message: string) => void;
}

/** The connections to PostgreSQL. Every query goes through `ask` or `change`, so that a lost connection is named once, here. */
export class Database {
  private readonly pool: Pool;
  private readonly queries: NodePgDatabase;
  private readonly onBroken = (error: Error) =>
    this.options.onTrouble(`PostgreSQL connection: ${error.message}`);

  constructor(private readonly options: DatabaseOptions) {
    this.pool = new Pool({
      connectionString: options.url,
      max: options.connections ?? 10,
      connectionTimeoutMillis: 3_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      // The server gives up first; the client's own limit is for a server that no longer answers.
      statement_timeout: 10_000,
      query_timeout: 12_000,
      application_name: 'touchstone',
    });
    // Without a listener a broken idle connection ends the process; the pool makes a new one by itself.
    this.pool.on('error', this.onBroken);
    this.queries = drizzle(this.pool);
  }

  /** Runs queries outside a transaction. Throws `records-unavailable` when PostgreSQL cannot answer. */
  async ask<T>(question: (queries: Queries) => Promise<T>): Promise<T> {
    try {
      return await question(this.queries);
    } catch (error) {
      throw asRecordsTrouble(error);
    }
  }

  /** Runs queries in one transaction: all of them count or none. Throws as `ask` does. */
  async change<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    try {
      return await inTransaction(this.pool, this.onBroken, (client) => work(drizzle(client)));
    } catch (error) {
      throw asRecordsTrouble(error);
    }
  }

  /** Makes one round trip. Throws `records-unavailable`. */
  async ping(): Promise<void> {
    await this.ask((queries) => queries.execute('SELECT 1'));
  }

  /** Applies the migrations, waiting up to `waitMs` for a server that is still starting. Throws `records-newer`. */
  async prepare(waitMs = 60_000): Promise<void> {
    const giveUpAt = Date.now() + waitMs;
    for (;;) {
      try {
        return await migrate(this.pool, this.onBroken);
      } catch (error) {
        const trouble = asRecordsTrouble(error);
        const passes = trouble instanceof TouchstoneError && trouble.retry;
        if (!passes || Date.now() > giveUpAt) throw trouble;
        this.options.onTrouble(`waiting for PostgreSQL: ${trouble.message}`);
        await sleep(500);
      }
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
