import { type Inspection, inspection as inspectionShape } from '#contracts';
import { and, eq, lt, max, sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { escapeDraws, escapeShifts } from '../database/escape-tables.js';

/** A shift whose passed parts were drawn from. */
export type EscapeShiftRow = typeof escapeShifts.$inferSelect;

/** A part that passed in a shift, by its frame with the highest score. */
export interface PassedPartRow {
  frameId: string;
  /** The display score, which may be compared across the models of a shift. */
  score: number;
}

/** A drawn part that was put up, with the answer that stands. */
const answer = sql`(SELECT reviews.answer FROM reviews WHERE reviews.frame_id = escape_draws.frame_id
  AND reviews.undone_at IS NULL ORDER BY reviews.answered_at DESC LIMIT 1)`;

/** The tables of the passed parts that were drawn for a blind review. */
export class EscapeDraws {
  constructor(private readonly database: Database) {}

  /** Returns the end of the last shift of the station that was drawn from; null before the first. */
  async lastEnd(station: string): Promise<Date | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ ends: max(escapeShifts.ends) })
        .from(escapeShifts)
        .where(eq(escapeShifts.station, station)),
    );
    return row?.ends ?? null;
  }

  /**
   * Lists the parts of which each frame of the time passed, camera faults and golden parts not counted; a frame without
   * a part id is a part of its own.
   */
  async passedParts(station: string, from: Date, until: Date): Promise<PassedPartRow[]> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute(sql`
        SELECT (array_agg(frame_id ORDER BY image_score DESC, frame_id))[1] AS "frameId",
          max((document->>'displayScore')::float8) AS score
        FROM inspections
        WHERE station = ${station} AND verdict <> 'invalid' AND document->>'goldenPart' IS NULL
          AND inspected_at >= ${from.toISOString()}::timestamptz AND inspected_at < ${until.toISOString()}::timestamptz
        GROUP BY coalesce(part_id, frame_id::text) HAVING bool_and(verdict = 'ok')`),
    );
    return rows as unknown as PassedPartRow[];
  }

  /** Keeps a shift with its draws, all or nothing; returns false where it was kept before, and changes nothing then. */
  async keep(
    shift: EscapeShiftRow,
    drawn: readonly { frameId: string; probability: number }[],
  ): Promise<boolean> {
    return this.database.change(async (queries) => {
      const added = await queries.insert(escapeShifts).values(shift).onConflictDoNothing();
      if ((added.rowCount ?? 0) === 0) return false;
      const { station, starts, drawnAt } = shift;
      const rows = drawn.map((one) => ({ ...one, station, shift: starts, drawnAt }));
      if (rows.length > 0) await queries.insert(escapeDraws).values(rows);
      return true;
    });
  }

  /** Lets go what was drawn before this moment: it is put up no longer, and its picture need not be kept. */
  async letGo(before: Date): Promise<void> {
    await this.database.ask((queries) =>
      queries
        .update(escapeDraws)
        .set({ waits: false })
        .where(and(eq(escapeDraws.waits, true), lt(escapeDraws.drawnAt, before))),
    );
  }

  /** Lists the inspections of the drawn parts that wait for an answer and whose picture is there. */
  async waiting(station: string): Promise<Inspection[]> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute(sql`
        SELECT inspections.document FROM escape_draws
        JOIN inspections ON inspections.frame_id = escape_draws.frame_id
        JOIN frames ON frames.id = escape_draws.frame_id AND frames.picture_deleted_at IS NULL
        WHERE escape_draws.station = ${station} AND escape_draws.waits AND ${answer} IS NULL`),
    );
    return rows.map(({ document }) => inspectionShape.parse(document));
  }

  /** Counts the drawn parts that got an answer since a moment. */
  async answeredSince(station: string, since: Date): Promise<number> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute(sql`
        SELECT count(DISTINCT reviews.frame_id)::int AS answered FROM reviews
        JOIN escape_draws ON escape_draws.frame_id = reviews.frame_id
        WHERE reviews.station = ${station} AND reviews.undone_at IS NULL
          AND reviews.answered_at >= ${since.toISOString()}::timestamptz`),
    );
    return (rows[0] as { answered: number }).answered;
  }
}
