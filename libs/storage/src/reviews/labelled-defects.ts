import { and, desc, eq, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { reviews } from '../database/loop-tables.js';
import { frames } from '../database/tables.js';

/** A frame whose defect a person named. */
export interface LabelledDefect {
  frameId: string;
  name: string;
  /** The key in `Blobs` of the frame's bytes. */
  blob: string;
}

/** A frame that a person answered with ok or with defect. */
export interface AnsweredFrame {
  frameId: string;
  answer: 'ok' | 'defect';
  /** The SHA-256 of the frame's bytes, in hexadecimal. */
  sha256: string;
  blob: string;
}

const isNoTestPicture = sql`NOT EXISTS (SELECT 1 FROM test_pictures WHERE test_pictures.station = ${frames.station} AND test_pictures.sha256 = ${frames.sha256})`;

/** The images that people said something of in reviews. */
export class LabelledDefects {
  constructor(private readonly database: Database) {}

  /**
   * Lists the named defects: the newest answers at most that stand and were given until then, by frame id, in the same
   * order each time. What is in the test set is not among them: nothing is learned from it.
   */
  async of(station: string, until: Date, most: number): Promise<LabelledDefect[]> {
    const named = and(eq(reviews.answer, 'defect'), isNotNull(reviews.name), isNoTestPicture)!;
    const rows = await this.standing(station, until, most, named);
    return rows.map(({ frameId, name, blob }) => ({ frameId, name: name!, blob }));
  }

  /** Lists good and defect frames, named or not, in the same way. */
  async reviewed(station: string, until: Date, most: number): Promise<AnsweredFrame[]> {
    const sure = inArray(reviews.answer, ['ok', 'defect']);
    const rows = await this.standing(station, until, most, sure);
    return rows.map(({ frameId, answer, sha256, blob }) => ({
      frameId,
      sha256,
      blob,
      answer: answer as AnsweredFrame['answer'],
    }));
  }

  private async standing(station: string, until: Date, most: number, which: SQL) {
    const { frameId, name, answer } = reviews;
    const { blob, sha256 } = frames;
    const rows = await this.database.ask((queries) =>
      queries
        .select({ frameId, name, answer, sha256, blob })
        .from(reviews)
        .innerJoin(frames, eq(frames.id, reviews.frameId))
        .where(
          and(
            eq(reviews.station, station),
            which,
            isNull(reviews.undoneAt),
            lte(reviews.answeredAt, until),
          ),
        )
        .orderBy(desc(reviews.answeredAt), desc(reviews.frameId))
        .limit(most),
    );
    return rows.sort((a, b) => (a.frameId < b.frameId ? -1 : 1));
  }
}
