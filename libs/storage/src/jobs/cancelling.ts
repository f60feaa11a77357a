import { jobLanes, type LongJob, TouchstoneError } from '#contracts';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { jobs } from '../database/tables.js';
import { type NewAuditEntry, writeAudit } from '../people/audit.js';

/** The person who wants a job to end, and when; ids and times come from the caller's clock. */
export interface Canceller {
  by: string;
  auditId: string;
  at: Date;
}

/**
 * Writes down that a person wants a job to end, with its audit entry: one that waits has ended by that, one that runs
 * ends when its calibrator sees it. False, and nothing changes, where it has ended, was asked before, or stores what it made.
 */
export async function writeCancel(
  database: Database,
  job: LongJob,
  { by, auditId, at }: Canceller,
): Promise<boolean> {
  return database.change(async (queries) => {
    const { rowCount } = await queries
      .update(jobs)
      .set({
        cancelAsked: true,
        state: sql`CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END`,
        endedAt: sql`CASE WHEN state = 'queued' THEN ${at.toISOString()}::timestamptz END`,
      })
      .where(
        and(
          eq(jobs.id, job.id),
          sql`state IN ('queued', 'running') AND NOT cancel_asked AND NOT storing`,
        ),
      );
    if (rowCount === 0) return false;
    await writeAudit(queries, { id: auditId, at, by, station: job.stationId, ...entryOf(job) });
    return true;
  });
}

/** Returns the audit entry beside who and when: of a rehearsal, that it was about its model. */
function entryOf({
  id,
  lane,
  kind,
  settings,
}: LongJob): Pick<NewAuditEntry, 'action' | 'subject' | 'detail'> {
  const action = `${jobLanes[lane].noun}-cancelled`;
  if (lane === 'rehearse')
    return { action, subject: String(settings['modelId']), detail: { rehearsal: id } };
  return { action, subject: id, detail: lane === 'analyse' ? { kind } : {} };
}

/**
 * Refuses to cancel what can no longer be cancelled; one that was asked to be cancelled before is no mistake.
 * @throws TouchstoneError too-late-to-cancel, in the lanes that refuse it.
 */
export function refuseTooLate({ id, lane, state }: LongJob, cancelAsked: boolean): void {
  const { noun, refusesLateCancel } = jobLanes[lane];
  const isEnding = state === 'cancelled' || (state === 'running' && cancelAsked);
  if (isEnding || !refusesLateCancel) return;
  const why = state === 'running' ? 'is storing what it made' : `is ${state}`;
  throw new TouchstoneError(
    'too-late-to-cancel',
    `${noun} ${id} ${why}: it can no longer be cancelled`,
  );
}
