import { type EscapedPart, type ReviewAnswer } from '#contracts';
import { sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { iso } from '../frames/stored-image.js';

/** A shift that was drawn from, with what was answered. */
export interface AnsweredShift {
  starts: string;
  ends: string;
  passed: number;
  drawn: number;
  lowest: number;
  answered: number;
  /** The probabilities of the drawn parts that were answered as defective, and as unsure. */
  found: number[];
  unsure: number[];
}

interface ShiftRow extends Pick<AnsweredShift, 'passed' | 'drawn' | 'lowest'> {
  starts: Date | string;
  ends: Date | string;
  answers: { answer: ReviewAnswer; probability: number }[];
}

/** The escapes that are named where more were found. */
const mostNamed = 100;

/** What people answered to the passed parts that were drawn. */
export class EscapeAnswers {
  constructor(private readonly database: Database) {}

  /** Lists the shifts that started in this time and in which parts passed, newest first, with the answers that stand. */
  async shifts(station: string, from: Date, until: Date): Promise<AnsweredShift[]> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute(sql`
        SELECT starts, ends, passed, drawn, lowest, coalesce((
          SELECT jsonb_agg(jsonb_build_object('answer', given.answer, 'probability', given.probability))
          FROM (
            SELECT DISTINCT ON (reviews.frame_id) reviews.answer, escape_draws.probability FROM escape_draws
            JOIN reviews ON reviews.frame_id = escape_draws.frame_id AND reviews.undone_at IS NULL
            WHERE escape_draws.station = escape_shifts.station AND escape_draws.shift = escape_shifts.starts
            ORDER BY reviews.frame_id, reviews.answered_at DESC
          ) AS given
        ), '[]') AS answers
        FROM escape_shifts WHERE station = ${station} AND passed > 0
          AND starts >= ${from.toISOString()}::timestamptz AND starts < ${until.toISOString()}::timestamptz
        ORDER BY starts DESC`),
    );
    return (rows as unknown as ShiftRow[]).map(toShift);
  }

  /** Lists the drawn parts of shifts of this time that were answered as defective, newest first, 100 at most. */
  async found(station: string, from: Date, until: Date): Promise<EscapedPart[]> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute(sql`
        SELECT escape_draws.frame_id AS "frameId", escape_draws.shift AS "shiftStarts",
          escape_draws.probability, reviews.name
        FROM escape_draws
        JOIN reviews ON reviews.frame_id = escape_draws.frame_id AND reviews.undone_at IS NULL AND reviews.answer = 'defect'
        WHERE escape_draws.station = ${station}
          AND escape_draws.shift >= ${from.toISOString()}::timestamptz AND escape_draws.shift < ${until.toISOString()}::timestamptz
        ORDER BY escape_draws.shift DESC, escape_draws.frame_id LIMIT ${mostNamed}`),
    );
    return (rows as unknown as (EscapedPart & { shiftStarts: string | Date })[]).map((row) => ({
      ...row,
      shiftStarts: iso(new Date(row.shiftStarts)),
    }));
  }
}

function toShift({ starts, ends, answers, ...shift }: ShiftRow): AnsweredShift {
  const probabilities = (wanted: ReviewAnswer) =>
    answers.flatMap(({ answer, probability }) => (answer === wanted ? [probability] : []));
  return {
    ...shift,
    starts: iso(new Date(starts)),
    ends: iso(new Date(ends)),
    answered: answers.length,
    found: probabilities('defect'),
    unsure: probabilities('unsure'),
  };
}
