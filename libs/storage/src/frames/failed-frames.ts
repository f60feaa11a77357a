import type { FailedFramesOf } from '#contracts';
import { and, asc, count, desc, eq, inArray, max, sql } from 'drizzle-orm';
import { all, seenBy } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import type { StoredFrame } from './frames.js';
import { frames } from '../database/tables.js';
import { iso } from './stored-image.js';

/** The frames of a station that failed for good: all of them, or those with one code. */
export class FailedFrames {
  constructor(private readonly database: Database) {}

  /** Accepts the oldest of them again, at most `limit`, and returns them. */
  async putBack(station: string, code: string | undefined, limit: number): Promise<StoredFrame[]> {
    return this.database.ask((queries) => {
      const oldest = queries
        .select({ id: frames.id })
        .from(frames)
        .where(failed(station, code))
        .orderBy(asc(frames.acceptedAt), asc(frames.id))
        .limit(limit);
      return queries
        .update(frames)
        .set({ state: 'accepted', failure: null })
        .where(and(inArray(frames.id, oldest), eq(frames.state, 'failed')))
        .returning();
    });
  }

  /** Counts those of each station by code, the most first; of the stations that who asks may see. */
  async byCode(stations: readonly string[] | null): Promise<FailedFramesOf[]> {
    const code = sql<string>`coalesce(${frames.failure}->>'code', 'unknown')`;
    const rows = await this.database.ask((queries) =>
      queries
        .select({ stationId: frames.station, code, frames: count(), last: max(frames.acceptedAt) })
        .from(frames)
        .where(all(eq(frames.state, 'failed'), seenBy(frames.station, stations)))
        .groupBy(frames.station, code)
        .orderBy(desc(count())),
    );
    return rows.map(({ last, ...row }) => ({ ...row, lastAt: iso(last!) }));
  }

  async count(station: string, code: string | undefined): Promise<number> {
    const [row] = await this.database.ask((queries) =>
      queries.select({ frames: count() }).from(frames).where(failed(station, code)),
    );
    return row?.frames ?? 0;
  }
}

function failed(station: string, code: string | undefined) {
  return and(
    eq(frames.station, station),
    eq(frames.state, 'failed'),
    code === undefined ? undefined : sql`${frames.failure}->>'code' = ${code}`,
  );
}
