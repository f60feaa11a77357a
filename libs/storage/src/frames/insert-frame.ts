import { TouchstoneError } from '#contracts';
import { sql } from 'drizzle-orm';
import type { Queries } from '../database/database.js';
import { codeOf } from '../database/records-trouble.js';
import { frames } from '../database/tables.js';
import { type NewFrame, type StoredFrame, untouched } from './stored-frame.js';

/** The deadline is counted by the clock of PostgreSQL, which also says whether an inspection was in time. */
export async function insert(
  queries: Queries,
  { deadlineMs = null, ...frame }: NewFrame,
): Promise<StoredFrame | null> {
  const row: StoredFrame = { ...frame, ...untouched };
  const deadlineAt =
    deadlineMs === null
      ? null
      : sql`clock_timestamp() + ${deadlineMs}::float8 * interval '1 millisecond'`;
  try {
    const [inserted] = await queries
      .insert(frames)
      .values({ ...row, deadlineAt })
      .onConflictDoNothing()
      .returning({ deadlineAt: frames.deadlineAt });
    return inserted === undefined ? null : { ...row, ...inserted };
  } catch (error) {
    if (codeOf(error) !== '23503') throw error;
    throw new TouchstoneError('station-not-found', `there is no station ${row.station}`, {
      cause: error,
    });
  }
}
