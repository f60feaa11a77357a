import { eq } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { reviews } from '../database/loop-tables.js';
import { frames, jobs } from '../database/tables.js';

/** The kinds of records that a route names by an id alone, without their station. */
export type OwnedKind = 'frame' | 'review' | 'job';

const tables = { frame: frames, review: reviews, job: jobs };

/** Tells which station a record belongs to, for those who may see some stations only. */
export class StationsOf {
  constructor(private readonly database: Database) {}

  /** Returns the station; undefined where there is no such record. */
  async find(kind: OwnedKind, id: string): Promise<string | undefined> {
    const table = tables[kind];
    const [row] = await this.database.ask((queries) =>
      queries.select({ station: table.station }).from(table).where(eq(table.id, id)),
    );
    return row?.station;
  }
}
