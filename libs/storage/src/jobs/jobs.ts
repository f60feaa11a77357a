import {
  type JobKind,
  type JobLane,
  jobLanes,
  type JobProgress,
  type LongJob,
  type Page,
  TouchstoneError,
} from '#contracts';
import { and, eq, inArray } from 'drizzle-orm';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { codeOf } from '../database/records-trouble.js';
import { jobs } from '../database/tables.js';
import { iso } from '../frames/stored-image.js';
import { type NewAuditEntry, writeAudit } from '../people/audit.js';
import { type Canceller, refuseTooLate, writeCancel } from './cancelling.js';
import { type JobBounds, jobBounds, refuseWhenFull } from './job-bounds.js';

export interface NewJob {
  id: string;
  station: string;
  kind: Pick<JobKind, 'name' | 'lane'>;
  settings: LongJob['settings'];
  askedBy: string;
  why?: string;
  requestedAt: Date;
  /** The entry of the audit trail, beside who, when and where; absent: there is none. */
  audit?: Pick<NewAuditEntry, 'id' | 'action' | 'subject' | 'detail'>;
}

export interface JobOutcome {
  result: NonNullable<LongJob['result']>;
  blob: string | null;
}

export interface JobQuery {
  station: string;
  lane: JobLane;
  limit: number;
  kind?: string | undefined;
  cursor?: string | undefined;
}

type Row = typeof jobs.$inferSelect;
const unfinished = ['queued', 'running'] as const;

/** The table of long jobs of every kind; one that has ended never changes. A station has one calibration at a time. */
export class Jobs {
  constructor(
    private readonly database: Database,
    private readonly bounds: JobBounds = jobBounds,
  ) {}

  /** Records a job that waits. Throws `station-not-found`, `too-many-jobs`; `calibration-running` while another one of the station has not ended. */
  async request(job: NewJob): Promise<LongJob> {
    const row = await this.database.change(async (queries) => {
      await refuseWhenFull(queries, job.station, this.bounds);
      const added = await add(queries, job);
      const { audit, station, requestedAt: at, askedBy: by } = job;
      if (audit !== undefined) await writeAudit(queries, { ...audit, station, at, by });
      return added;
    });
    return toJob(row);
  }

  async find(id: string): Promise<LongJob | null> {
    const row = await this.row(id);
    return row === null ? null : toJob(row);
  }

  /** Returns one of a lane. Throws `calibration-`, `rehearsal-` or `analysis-not-found`. */
  async get(lane: JobLane, id: string): Promise<LongJob> {
    const found = await this.find(id);
    return found?.lane === lane ? found : gone(lane, id);
  }

  /** Returns the key in `Blobs` of the large part of a finished one; null where it has none. */
  async blobOf(id: string): Promise<string | null> {
    return (await this.row(id))?.blob ?? null;
  }

  /** Starts a job, also a second time after a crash; null: it is gone with its station. */
  async start(id: string): Promise<LongJob | null> {
    return this.change(id, { state: 'running', startedAt: new Date() });
  }

  async progress(id: string, progress: JobProgress): Promise<LongJob | null> {
    return this.change(id, { progress });
  }

  /** Makes it too late to cancel the job, also after a crash; false: a person was quicker, or it is gone. */
  async beginStoring(id: string): Promise<boolean> {
    const { rowCount } = await this.database.ask((queries) =>
      queries
        .update(jobs)
        .set({ storing: true })
        .where(and(eq(jobs.id, id), eq(jobs.cancelAsked, false))),
    );
    return rowCount === 1;
  }

  /** Ends a job with its result, after `beginStoring`. */
  async finish(id: string, outcome: JobOutcome): Promise<LongJob | null> {
    return this.change(id, { ...outcome, state: 'done', endedAt: new Date() });
  }

  async fail(id: string, failure: NonNullable<LongJob['failure']>): Promise<LongJob | null> {
    return this.change(id, { failure, state: 'failed', endedAt: new Date() });
  }

  /** Ends a job that was asked to be cancelled and has stopped. */
  async cancelled(id: string): Promise<LongJob | null> {
    return this.change(id, { state: 'cancelled', endedAt: new Date() });
  }

  /**
   * Cancels one that waits at once, one that runs when its calibrator sees it; with an audit entry. Asking twice is
   * asking once. Throws `calibration-`, `rehearsal-` or `analysis-not-found`; `too-late-to-cancel` in the lanes that
   * refuse it.
   */
  async askToCancel(lane: JobLane, id: string, person: Canceller): Promise<LongJob> {
    const asked = await writeCancel(this.database, await this.get(lane, id), person);
    const row = (await this.row(id)) ?? gone(lane, id);
    if (!asked) refuseTooLate(toJob(row), row.cancelAsked);
    return toJob(row);
  }

  /** Returns true when a person wants it to end, or when it is gone with its station. */
  async shallStop(id: string): Promise<boolean> {
    return (await this.row(id))?.cancelAsked ?? true;
  }

  /** Deletes one whose job could not be queued. */
  async withdraw(id: string): Promise<void> {
    await this.database.ask((queries) =>
      queries.delete(jobs).where(and(eq(jobs.id, id), eq(jobs.state, 'queued'))),
    );
  }

  /** Returns a station's of one lane, newest first, of one kind or of all. */
  async list({ station, lane, kind, limit, cursor }: JobQuery): Promise<Page<LongJob>> {
    const page = pageAfter(jobs.requestedAt, jobs.id, cursor);
    const ofKind = kind === undefined ? undefined : eq(jobs.kind, kind);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(jobs)
        .where(all(eq(jobs.station, station), eq(jobs.lane, lane), ofKind, page.where))
        .orderBy(...page.order)
        .limit(limit + 1),
    );
    return toPage(rows, limit, (row) => ({ time: row.requestedAt, id: row.id }), toJob);
  }

  private async row(id: string): Promise<Row | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(jobs).where(eq(jobs.id, id)),
    );
    return row ?? null;
  }

  private async change(id: string, values: Partial<Row>): Promise<LongJob | null> {
    await this.database.ask((queries) =>
      queries
        .update(jobs)
        .set(values)
        .where(and(eq(jobs.id, id), inArray(jobs.state, unfinished))),
    );
    return this.find(id);
  }
}

async function add(queries: Queries, job: NewJob): Promise<Row> {
  const { id, station, settings, askedBy, why, requestedAt } = job;
  const kind = { kind: job.kind.name, lane: job.kind.lane, state: 'queued' } as const;
  try {
    const [added] = await queries
      .insert(jobs)
      .values({ id, station, ...kind, settings, askedBy, why, requestedAt })
      .returning();
    return added!;
  } catch (error) {
    return refusal(error, job.station);
  }
}

function refusal(error: unknown, station: string): never {
  if (codeOf(error) === '23505')
    throw new TouchstoneError(
      'calibration-running',
      `station ${station} has a calibration under way; wait for its end`,
      { cause: error },
    );
  if (codeOf(error) === '23503')
    throw new TouchstoneError('station-not-found', `there is no station ${station}`, {
      cause: error,
    });
  throw error;
}

function gone(lane: JobLane, id: string): never {
  const { noun, notFound } = jobLanes[lane];
  throw new TouchstoneError(notFound, `there is no ${noun} ${id}`);
}

function toJob(row: Row): LongJob {
  return {
    id: row.id,
    stationId: row.station,
    lane: row.lane,
    kind: row.kind,
    settings: row.settings,
    state: row.state,
    progress: row.progress,
    result: row.result,
    failure: row.failure,
    by: row.askedBy,
    why: row.why,
    requestedAt: iso(row.requestedAt),
    startedAt: iso(row.startedAt),
    endedAt: iso(row.endedAt),
  };
}
