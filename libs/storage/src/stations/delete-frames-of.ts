import { TouchstoneError } from '#contracts';
import { and, count, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/database.js';
import { frames } from '../database/tables.js';

export async function refuseWhileInUse(queries: Queries, id: string): Promise<void> {
  const [row] = await queries
    .select({ waiting: count() })
    .from(frames)
    .where(and(eq(frames.station, id), eq(frames.state, 'accepted')));
  const waiting = row?.waiting ?? 0;
  if (waiting > 0)
    throw new TouchstoneError(
      'station-in-use',
      `station ${id} has ${waiting} frames waiting or in work; stop its camera and try again when they are done`,
      { facts: { backlog: waiting } },
    );
}

/** Deletes frames in portions, so that no single statement of a long history comes near the time limit of one. */
export async function deleteFrames(queries: Queries, id: string): Promise<void> {
  const portion = sql`DELETE FROM ${frames} WHERE id IN (SELECT id FROM ${frames} WHERE station = ${id} LIMIT 5000)`;
  for (;;) {
    const deleted = await queries.execute(portion);
    if ((deleted.rowCount ?? 0) === 0) return;
  }
}
