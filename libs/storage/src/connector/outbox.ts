import { asc, count, inArray } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { outbox, outboxReaders } from '../database/source-tables.js';

/** What is owed: the news of a frame, by its place in the outbox. */
export interface OutboxRow {
  place: number;
  kind: 'inspection' | 'alert' | 'camera';
  frameId: string;
}

/**
 * The news of frames that are owed to one reader. `Inspections.record` writes a row in the transaction of what it tells
 * of; the reader takes the first ones, delivers them, and then strikes them off: what it did not strike off it reads
 * again, so that nothing is lost, and what comes twice has the frame's id.
 */
export class Outbox {
  constructor(private readonly database: Database) {}

  /** From now on what happens is owed. Joining twice changes nothing. */
  async join(reader: string, since: Date): Promise<void> {
    await this.database.ask((queries) =>
      queries.insert(outboxReaders).values({ name: reader, since }).onConflictDoNothing(),
    );
  }

  /** Nobody reads any more: nothing is owed, and what was is forgotten. Returns whether there was a reader. */
  async leave(): Promise<boolean> {
    return this.database.change(async (queries) => {
      const gone = await queries.delete(outboxReaders);
      if ((gone.rowCount ?? 0) === 0) return false;
      await queries.delete(outbox);
      return true;
    });
  }

  /** Returns the first rows, in the order of their places. */
  async first(limit: number): Promise<OutboxRow[]> {
    return this.database.ask((queries) =>
      queries.select().from(outbox).orderBy(asc(outbox.place)).limit(limit),
    );
  }

  async strikeOff(places: readonly number[]): Promise<void> {
    if (places.length === 0) return;
    await this.database.ask((queries) =>
      queries.delete(outbox).where(inArray(outbox.place, [...places])),
    );
  }

  async waiting(): Promise<number> {
    const [row] = await this.database.ask((queries) =>
      queries.select({ rows: count() }).from(outbox),
    );
    return row?.rows ?? 0;
  }
}
