import { type JobState, TouchstoneError } from '#contracts';
import { type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { type NewAuditEntry, writeAudit } from '../people/audit.js';
import type { Database } from '../database/database.js';

/** Who wants a job to end, and when; ids and times come from the caller's clock. */
export interface Canceller {
  by: string;
  auditId: string;
  at: Date;
}

/** A table of long jobs: `id`, `state`, `ended_at`, `cancel_asked`. */
export interface Cancelling {
  table: PgTable;
  id: string;
  /** What the audit trail says of it beside who and when. */
  entry: Pick<NewAuditEntry, 'station' | 'action' | 'subject' | 'detail'>;
  /** Only where this holds as well. */
  where?: SQL;
}

/**
 * Writes down that a person wants a job to end, with its audit entry: one that waits has ended by that, one that runs
 * ends when its calibrator sees it. False, and nothing changes, where it has ended, was asked before, or `where` fails.
 */
export async function askToCancel(
  database: Database,
  { table, id, entry, where = sql`true` }: Cancelling,
  { by, auditId, at }: Canceller,
): Promise<boolean> {
  return database.change(async (queries) => {
    const { rowCount } = await queries.execute(sql`
      UPDATE ${table} SET cancel_asked = true,
        state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
        ended_at = CASE WHEN state = 'queued' THEN ${at.toISOString()}::timestamptz END
      WHERE id = ${id} AND state IN ('queued', 'running') AND NOT cancel_asked AND ${where}`);
    if (rowCount === 0) return false;
    await writeAudit(queries, { id: auditId, at, by, ...entry });
    return true;
  });
}

/**
 * One that was asked to be cancelled before is no mistake.
 * @throws TouchstoneError too-late-to-cancel.
 */
export function refuseTooLate(
  what: string,
  { state, cancelAsked }: { state: JobState; cancelAsked: boolean },
): void {
  if (state === 'cancelled' || (state === 'running' && cancelAsked)) return;
  const why = state === 'running' ? 'is storing its model' : `is ${state}`;
  throw new TouchstoneError('too-late-to-cancel', `${what} ${why}: it can no longer be cancelled`);
}
