import { drizzle } from 'drizzle-orm/node-postgres';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { TouchstoneError } from '#contracts';
import { applyMissing, lockSchema } from '../database/migrate.js';
import { asRecordsTrouble } from '../database/records-trouble.js';
import { storeIdentities } from '../database/tables.js';
import { type NewAuditEntry, writeAudit } from '../people/audit.js';
import { connectForCopies } from './connect.js';
import { dropTables } from './drop-tables.js';
import { columnList, quoted, type SequencePlace, type TableShape, tablesOf } from './tables-of.js';

/** Rows that are put into a database in one transaction: with `commit` all of them count, otherwise none. */
export class RecordsLoad {
  private constructor(private readonly client: Client) {}

  /** Opens the transaction; nobody else changes the tables meanwhile. Throws `records-unavailable`. */
  static async open(url: string): Promise<RecordsLoad> {
    const client = await connectForCopies(url);
    return guarded(async () => {
      await client.query('BEGIN');
      await lockSchema(client);
      return new RecordsLoad(client);
    });
  }

  /** Returns the tables that have rows, but those of the migrations and the store's id. */
  async occupied(): Promise<string[]> {
    return guarded(async () => {
      const full: string[] = [];
      for (const { name } of await tablesOf(this.client)) {
        const found = await this.client.query(`SELECT FROM ${quoted(name)} LIMIT 1`);
        if (found.rowCount !== 0) full.push(name);
      }
      return full;
    });
  }

  /** Takes all tables away, with their rows, and makes those of the schema of so many migrations. */
  async begin(migrations: number): Promise<void> {
    await guarded(async () => {
      await dropTables(this.client);
      await applyMissing(this.client, migrations);
    });
  }

  /** Puts rows in, as a snapshot yields them: whole ones. Returns how many. */
  async rows(table: TableShape, text: Buffer): Promise<number> {
    return guarded(async () => {
      const into = `${quoted(table.name)} (${columnList(table)})`;
      const stream = this.client.query(copyFrom(`COPY ${into} FROM STDIN`));
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), finished(stream)]);
      stream.end();
      await finished(stream);
      return stream.rowCount;
    });
  }

  /** Brings what was put in up to this version's schema. */
  async upgrade(sequences: readonly SequencePlace[]): Promise<void> {
    await guarded(async () => {
      for (const { name, last } of sequences)
        if (last !== null)
          await this.client.query('SELECT setval($1::regclass, $2)', [quoted(name), last]);
      await applyMissing(this.client);
    });
  }

  /** Gives the records a new store, and writes down that they were restored. */
  async sign(store: string, entry: NewAuditEntry): Promise<void> {
    await guarded(async () => {
      const queries = drizzle(this.client);
      await queries.delete(storeIdentities);
      await queries.insert(storeIdentities).values({ id: store });
      await writeAudit(queries, entry);
    });
  }

  async commit(): Promise<void> {
    await guarded(() => this.client.query('COMMIT'));
  }

  /** Ends the connection; what was not committed leaves no trace. */
  async close(): Promise<void> {
    await this.client.end();
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const known = asRecordsTrouble(error);
    if (!(known instanceof TouchstoneError) || known.code !== 'bad-request') throw known;
    throw new TouchstoneError('backup-damaged', `the rows do not fit the tables: ${known.message}`, { cause: error }); // prettier-ignore
  }
}
