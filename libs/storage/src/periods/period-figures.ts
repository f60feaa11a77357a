import type { CameraCause, ReviewAnswer, Verdict } from '#contracts';
import { sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';

/** A station from an instant to before another one. */
export interface Period {
  readonly station: string;
  readonly from: Date;
  readonly until: Date;
}

export interface FramesByVerdict extends Record<string, unknown> {
  verdict: Verdict;
  cause: CameraCause | null;
  frames: number;
}

export interface PartsInStretch extends Record<string, unknown> {
  starts: Date | string;
  parts: number;
  defects: number;
  reviews: number;
}

export interface AnswersOf extends Record<string, unknown> {
  by: string;
  verdict: Verdict;
  answer: ReviewAnswer;
  count: number;
}

/** What happened at a station in a period, counted from its records. */
export class PeriodFigures {
  constructor(private readonly database: Database) {}

  /** Counts the frames of the line by verdict and, for camera faults, by cause. */
  async frames({ station, from, until }: Period): Promise<FramesByVerdict[]> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute<FramesByVerdict>(sql`
        SELECT verdict, CASE WHEN verdict = 'invalid' THEN document #>> '{fault,cause}' END AS cause,
          count(*)::int AS frames
        FROM inspections WHERE ${ofLine(station, from, until)}
        GROUP BY 1, 2 ORDER BY 3 DESC`),
    );
    return rows;
  }

  /** Counts the parts by the stretch that their first frame lies in, oldest first; each with its worst verdict. */
  async parts({ station, from, until }: Period, minutes: number): Promise<PartsInStretch[]> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute<PartsInStretch>(sql`
        SELECT date_bin(${`${minutes} minutes`}::interval, first, ${from.toISOString()}::timestamptz) AS starts,
          count(*)::int AS parts, (count(*) FILTER (WHERE worst = 3))::int AS defects,
          (count(*) FILTER (WHERE worst = 2))::int AS reviews
        FROM (
          SELECT min(inspected_at) AS first,
            max(CASE verdict WHEN 'defect' THEN 3 WHEN 'review' THEN 2 ELSE 1 END) AS worst
          FROM inspections WHERE ${ofLine(station, from, until)} AND verdict <> 'invalid'
          GROUP BY coalesce('part ' || part_id, 'frame ' || frame_id)) AS parts
        GROUP BY starts ORDER BY starts`),
    );
    return rows;
  }

  /** Counts the answers that stand, by person, answer, and the verdict that they were given to. */
  async answers({ station, from, until }: Period): Promise<AnswersOf[]> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute<AnswersOf>(sql`
        SELECT answered_by AS by, verdict, answer, count(*)::int AS count
        FROM reviews WHERE station = ${station} AND undone_at IS NULL
          AND answered_at >= ${from.toISOString()}::timestamptz AND answered_at < ${until.toISOString()}::timestamptz
        GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1`),
    );
    return rows;
  }

  /** Counts the challenges that were opened in the period and ended one way or the other. */
  async challenges({ station, from, until }: Period): Promise<{ passed: number; failed: number }> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute<{ passed: number; failed: number }>(sql`
        SELECT (count(*) FILTER (WHERE state = 'passed'))::int AS passed,
          (count(*) FILTER (WHERE state = 'failed'))::int AS failed
        FROM challenges WHERE station = ${station}
          AND opened_at >= ${from.toISOString()}::timestamptz AND opened_at < ${until.toISOString()}::timestamptz`),
    );
    return rows[0]!;
  }
}

/** Golden parts are no parts of the line. */
function ofLine(station: string, from: Date, until: Date) {
  return sql`station = ${station} AND inspected_at >= ${from.toISOString()}::timestamptz
    AND inspected_at < ${until.toISOString()}::timestamptz AND document->>'goldenPart' IS NULL`;
}
