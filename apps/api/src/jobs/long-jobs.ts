import { Inject, Injectable } from '@nestjs/common';
import { jobEvent, type JobKind, type JobLane, type LongJob } from '#contracts';
import { JobQueues, queues } from '#queue';
import { Jobs, type NewJob } from '#storage';
import { type Clock, Metrics } from '#telemetry';
import { Teller } from '../events/teller.js';
import { clock } from '../tokens.js';

/** The settings and the reason of a job that a person asks for. */
export interface Wish extends Pick<NewJob, 'settings' | 'why'> {
  readonly by: string;
  /** Returns the entry of the audit trail for the job's id; without it nothing is written there. */
  readonly audit?: (id: string) => Omit<NonNullable<NewJob['audit']>, 'id'>;
}

/** Asks for a long job of any kind, or for its end: row first, then job. A row whose job is lost is put back in by the sweep. */
@Injectable()
export class LongJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly queues: JobQueues,
    private readonly teller: Teller,
    private readonly metrics: Metrics,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Throws `station-not-found`, `too-many-jobs`, `calibration-running`, `records-` or `queue-unavailable`. */
  async request(station: string, kind: JobKind, wish: Wish): Promise<LongJob> {
    const { settings, why, by: askedBy, audit } = wish;
    const [id, requestedAt] = [this.clock.newId(), this.clock.now()];
    const entry = audit && { ...audit(id), id: this.clock.newId() };
    const job = await this.jobs.request({
      id,
      station,
      kind,
      settings,
      askedBy,
      why,
      requestedAt,
      audit: entry,
    });
    await this.enqueue(job);
    await this.teller.tell(jobEvent(job));
    return job;
  }

  /**
   * Asks for a job's end.
   * Asking twice is asking once. Throws as `Jobs.askToCancel`. One that ran is counted by who ran it.
   */
  async cancel(lane: JobLane, id: string, by: string): Promise<LongJob> {
    const { state } = await this.jobs.get(lane, id);
    const person = { by, auditId: this.clock.newId(), at: this.clock.now() };
    const job = await this.jobs.askToCancel(lane, id, person);
    if (state === 'queued' && job.state === 'cancelled')
      this.metrics.longJobEnded(lane, 'cancelled', null);
    await this.teller.tell(jobEvent(job));
    return job;
  }

  private async enqueue({ id, lane, stationId }: LongJob): Promise<void> {
    try {
      await this.queues.of(queues[lane]).add({ jobId: id, stationId });
    } catch (error) {
      await this.jobs.withdraw(id);
      throw error;
    }
  }
}
