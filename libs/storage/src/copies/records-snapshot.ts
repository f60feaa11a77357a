import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { asRecordsTrouble } from '../database/records-trouble.js';
import { connectForCopies } from './connect.js';
import {
  columnList,
  migrationsOf,
  quoted,
  type SequencePlace,
  sequencesOf,
  type TableShape,
  tablesOf,
} from './tables-of.js';

/** The rows of the database as they were at one moment, however long reading them takes. */
export class RecordsSnapshot {
  private constructor(
    private readonly client: Client,
    readonly migrations: string[],
    readonly tables: TableShape[],
    readonly sequences: SequencePlace[],
  ) {}

  /** Throws `records-unavailable`. */
  static async open(url: string): Promise<RecordsSnapshot> {
    const client = await connectForCopies(url);
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const migrations = await migrationsOf(client);
      const tables = await tablesOf(client);
      return new RecordsSnapshot(client, migrations, tables, await sequencesOf(client));
    } catch (error) {
      await client.end();
      throw asRecordsTrouble(error);
    }
  }

  /**
   * Yields a table's rows as PostgreSQL's COPY writes them, each ended by a line feed, in pieces that may end within a
   * row. The audit trail comes by station and place, so that its chain can be followed.
   */
  async *rows(table: TableShape): AsyncGenerator<Buffer> {
    const chained = table.columns.includes('place') && table.name === 'audit';
    const order = chained ? ' ORDER BY station, place NULLS FIRST' : '';
    yield* this.copy(`SELECT ${columnList(table)} FROM ${quoted(table.name)}${order}`);
  }

  /**
   * Yields the blobs that the rows name, as lines `key<tab>bytes`: columns named `blob`, or ending so. A picture that
   * was deleted is not among them.
   */
  async *blobLines(): AsyncGenerator<Buffer> {
    for (const { name, columns } of this.tables)
      for (const column of columns.filter((one) => /(^|_)blob$/.test(one))) {
        const bytes = column === 'blob' && columns.includes('bytes') ? 'bytes' : '0';
        const deleted = columns.includes('picture_deleted_at')
          ? ' AND picture_deleted_at IS NULL'
          : '';
        yield* this.copy(
          `SELECT ${quoted(column)}, ${bytes} FROM ${quoted(name)} WHERE ${quoted(column)} IS NOT NULL${deleted}`,
        );
      }
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  private async *copy(select: string): AsyncGenerator<Buffer> {
    try {
      const stream = this.client.query(copyTo(`COPY (${select}) TO STDOUT`));
      for await (const piece of stream) yield piece as Buffer;
    } catch (error) {
      throw asRecordsTrouble(error);
    }
  }
}
