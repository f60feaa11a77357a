import { and, eq, gte, inArray } from 'drizzle-orm';
import type { Queries } from '../database/database.js';
import { takeOutEntryOf } from './change-defect-memory.js';
import { reviews } from '../database/loop-tables.js';
import { jobs, normals } from '../database/tables.js';

type Row = typeof reviews.$inferSelect;

/**
 * Takes back what an answer did, in the caller's transaction: its entry leaves the defect memory, the normal that it
 * offered goes unless a calibration may have learned from it. `goneBlob` holds that normal's bytes.
 */
export async function undoEffect(
  queries: Queries,
  row: Row,
  change: { by: string; at: Date },
): Promise<{ after: Row; goneBlob: string | null }> {
  await takeOutEntryOf(queries, row.id, change);
  const { goneBlob, stays } = await takeNormalBack(queries, row);
  const detail = stays ? 'undone; the normal was learned from before and stays' : row.detail;
  const [after] = await queries
    .update(reviews)
    .set({ undoneAt: change.at, undoneBy: change.by, detail })
    .where(eq(reviews.id, row.id))
    .returning();
  return { after: after!, goneBlob };
}

/**
 * Takes the normal that an answer offered back, in the caller's transaction. One that somebody else put there, or that a
 * person decided on, is not the answer's to take; one that a calibration may have learned from stays.
 */
export async function takeNormalBack(
  queries: Queries,
  { normalId, frameId, station }: Row,
): Promise<{ goneBlob: string | null; stays: boolean }> {
  if (normalId === null) return { goneBlob: null, stays: false };
  const [normal] = await queries
    .select()
    .from(normals)
    .where(and(eq(normals.id, normalId), eq(normals.sourceFrame, frameId)))
    .for('update');
  if (normal === undefined || normal.decidedAt !== null) return { goneBlob: null, stays: false };
  if (normal.state === 'in' && (await mayBeLearned(queries, station, normal.addedAt)))
    return { goneBlob: null, stays: true };
  await queries.delete(normals).where(eq(normals.id, normalId));
  return { goneBlob: normal.blob, stays: false };
}

async function mayBeLearned(queries: Queries, station: string, since: Date): Promise<boolean> {
  const rows = await queries
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        eq(jobs.station, station),
        eq(jobs.lane, 'calibrate'),
        inArray(jobs.state, ['running', 'done']),
        gte(jobs.startedAt, since),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
