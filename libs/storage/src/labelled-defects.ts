import { and, desc, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import type { Database } from './database.js';
import { reviews } from './loop-tables.js';
import { frames } from './tables.js';

/** A frame whose defect a person named. */
export interface LabelledDefect {
  frameId: string;
  name: string;
  /** Of the frame's bytes. */
  blob: string;
}

/** The images of defects that people named in reviews. */
export class LabelledDefects {
  constructor(private readonly database: Database) {}

  /** The newest answers at most that stand and were given until then, by frame id: in the same order each time. */
  async of(station: string, until: Date, most: number): Promise<LabelledDefect[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ frameId: reviews.frameId, name: reviews.name, blob: frames.blob })
        .from(reviews)
        .innerJoin(frames, eq(frames.id, reviews.frameId))
        .where(
          and(
            eq(reviews.station, station),
            eq(reviews.answer, 'defect'),
            isNotNull(reviews.name),
            isNull(reviews.undoneAt),
            lte(reviews.answeredAt, until),
          ),
        )
        .orderBy(desc(reviews.answeredAt), desc(reviews.frameId))
        .limit(most),
    );
    return rows
      .map((row) => ({ ...row, name: row.name! }))
      .sort((a, b) => (a.frameId < b.frameId ? -1 : 1));
  }
}
