import type { JobLane } from '#contracts';
import { and, asc, eq, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { all } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import { cameraMessages, reviews } from '../database/loop-tables.js';
import { alerts, frames, jobs } from '../database/tables.js';

/** Rows of one subject that owe a queue a job until it was done. */
interface Owing {
  readonly table: PgTable;
  readonly columns: {
    id: PgColumn;
    station: PgColumn;
    since: PgColumn;
    frame?: PgColumn;
    goldenPart?: PgColumn;
    deadlineAt?: PgColumn;
  };
  readonly where: SQL | undefined;
  /** The job that the row owes, as contracts have it. */
  readonly job: (row: OwingRow) => object;
}

interface OwingRow {
  id: string;
  station: string;
  since: Date;
  frame: string;
  /** Of frames: the golden part that it shows. */
  goldenPart?: string | null;
  /** Of frames: when the verdict is wanted, while it is. */
  deadlineAt?: Date | null;
}

const pageSize = 200;
const unfinished = ['queued', 'running'] as const;

/** The long jobs of a lane. */
const owedIn = (lane: JobLane): Owing => ({
  table: jobs,
  columns: { id: jobs.id, station: jobs.station, since: jobs.requestedAt },
  where: and(eq(jobs.lane, lane), inArray(jobs.state, unfinished)),
  job: ({ id, station }) => ({ jobId: id, stationId: station }),
});

/** The subjects that queues name in their entry. A new one is a line here. */
const subjects: Readonly<Record<string, Owing>> = {
  frames: {
    table: frames,
    columns: {
      id: frames.id,
      station: frames.station,
      since: frames.acceptedAt,
      goldenPart: frames.goldenPart,
      deadlineAt: frames.deadlineAt,
    },
    where: eq(frames.state, 'accepted'),
    job: ({ id, station, since, goldenPart, deadlineAt }) => ({
      frameId: id,
      stationId: station,
      acceptedAt: since.toISOString(),
      golden: goldenPart != null,
      // What is put back in is mostly late already: it goes with the others, and not before them.
      ...(deadlineAt != null &&
        deadlineAt > new Date() && { deadlineAt: deadlineAt.toISOString() }),
    }),
  },
  alerts: {
    table: alerts,
    columns: { id: alerts.id, station: alerts.station, since: alerts.raisedAt },
    where: eq(alerts.delivery, 'pending'),
    job: ({ id, station }) => ({ frameId: id, stationId: station, about: 'alert' }),
  },
  'camera-messages': {
    table: cameraMessages,
    columns: {
      id: cameraMessages.frameId,
      station: cameraMessages.station,
      since: cameraMessages.at,
    },
    where: eq(cameraMessages.delivery, 'pending'),
    job: ({ id, station }) => ({ frameId: id, stationId: station, about: 'camera' }),
  },
  reviews: {
    table: reviews,
    columns: {
      id: reviews.id,
      station: reviews.station,
      since: reviews.answeredAt,
      frame: reviews.frameId,
    },
    where: and(eq(reviews.effect, 'pending'), isNull(reviews.undoneAt)),
    job: ({ id, station, frame }) => ({ reviewId: id, frameId: frame, stationId: station }),
  },
  calibrations: owedIn('calibrate'),
  rehearsals: owedIn('rehearse'),
  analyses: owedIn('analyse'),
};

/**
 * The jobs that the records still owe the queues: frames without a verdict, alerts without a delivery, jobs without an
 * end.
 */
export class OwedJobs {
  constructor(private readonly database: Database) {}

  /**
   * Yields the jobs that a subject owes for more than `olderThanMs`, oldest first, page by page.
   * @throws Error for a subject that there is none of.
   */
  async *pages(subject: string, olderThanMs: number): AsyncGenerator<object[]> {
    const owing = subjects[subject];
    if (owing === undefined) throw new Error(`no records owe jobs under the name ${subject}`);
    const before = new Date(Date.now() - olderThanMs);
    for (let last: OwingRow | undefined; ;) {
      const rows = await this.page(owing, before, last);
      if (rows.length > 0) yield rows.map(owing.job);
      last = rows.at(-1);
      if (rows.length < pageSize) return;
    }
  }

  private async page({ table, columns, where }: Owing, before: Date, after?: OwingRow) {
    const { id, since, frame = id } = columns;
    const beyond =
      after &&
      sql`(${since}, ${id}) > (${after.since.toISOString()}::timestamptz, ${after.id}::uuid)`;
    const rows = await this.database.ask((queries) =>
      queries
        .select({ ...columns, frame })
        .from(table)
        .where(all(where, lt(since, before), beyond))
        .orderBy(asc(since), asc(id))
        .limit(pageSize),
    );
    return rows as OwingRow[];
  }
}
