import { TouchstoneError } from '#contracts';
import { and, asc, count, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Queries } from '../database/database.js';
import { jobs } from '../database/tables.js';

/** The numbers of long jobs that may wait for a calibrator; those that run do not count. */
export interface JobBounds {
  readonly ofStation: number;
  readonly inAll: number;
}

export const jobBounds: JobBounds = { ofStation: 20, inAll: 1_000 };

/** Key of the advisory lock under which jobs are counted and added ("Tjob" in ASCII). */
const lockKey = 0x546a6f62;

/**
 * Refuses one more long job where as many wait as may; in the transaction that adds it, so that requests of the same
 * moment do not pass together.
 * @throws TouchstoneError too-many-jobs, with what waits as its facts.
 */
export async function refuseWhenFull(
  queries: Queries,
  station: string,
  { ofStation, inAll }: JobBounds,
): Promise<void> {
  await queries.execute(sql`SELECT pg_advisory_xact_lock(${lockKey})`);
  await refuse(queries, `station ${station} has`, ofStation, eq(jobs.station, station));
  await refuse(queries, 'all stations together have', inAll);
}

async function refuse(queries: Queries, whose: string, limit: number, of?: SQL): Promise<void> {
  const isWaiting = and(eq(jobs.state, 'queued'), of);
  const kinds = await queries
    .select({ kind: jobs.kind, waiting: count() })
    .from(jobs)
    .where(isWaiting)
    .groupBy(jobs.kind)
    .orderBy(desc(count()), jobs.kind);
  const waiting = kinds.reduce((sum, kind) => sum + kind.waiting, 0);
  if (waiting < limit) return;
  const [oldest] = await queries
    .select({ id: jobs.id, kind: jobs.kind, stationId: jobs.station, by: jobs.askedBy })
    .from(jobs)
    .where(isWaiting)
    .orderBy(asc(jobs.requestedAt), asc(jobs.id))
    .limit(1);
  throw full(whose, limit, kinds, oldest!);
}

function full(
  whose: string,
  limit: number,
  kinds: readonly { kind: string; waiting: number }[],
  oldest: { id: string; kind: string; stationId: string; by: string },
): TouchstoneError {
  const named = kinds.map(({ kind, waiting }) => `${waiting} of kind ${kind}`).join(', ');
  return new TouchstoneError(
    'too-many-jobs',
    `${whose} ${limit} long jobs waiting, as many as may wait: ${named}; the oldest is the ${oldest.kind} ${oldest.id} ` +
      `of station ${oldest.stationId}, asked for by ${oldest.by}. Cancel what nobody needs any more, or ask again when one has begun.`,
    { facts: { limit, waiting: kinds, oldest } },
  );
}
