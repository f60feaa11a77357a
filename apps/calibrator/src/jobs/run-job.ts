import { Inject, Injectable, Logger } from '@nestjs/common';
import { hasEnded, jobEvent, type LaneJob, type LongJob, type TouchstoneError } from '#contracts';
import { LiveEvents } from '#queue';
import { analysisBlobKey, Blobs, type JobOutcome, Jobs } from '#storage';
import { Metrics } from '#telemetry';
import { Cancelled, untilCancelled } from './cancel-watch.js';
import { JobRunners } from './job-runners.js';
import { ProgressReport } from './progress-report.js';
import type { OnStep, RunOutcome } from './runner.js';
import { timeLeft } from './time-left.js';

/**
 * One long job, of whatever kind, from its start to its one result. What it makes is stored when its runner has ended or
 * says so, so that a job which is run again after a crash begins anew; a training goes on from its last epoch.
 */
@Injectable()
export class RunJob {
  private readonly log = new Logger('job');

  constructor(
    private readonly jobs: Jobs,
    @Inject(JobRunners) private readonly runners: Pick<JobRunners, 'run'>,
    private readonly blobs: Blobs,
    private readonly events: LiveEvents,
    private readonly metrics: Metrics,
  ) {}

  /** Throws what its runner throws. */
  async run({ jobId }: LaneJob): Promise<void> {
    const wanted = await this.jobs.find(jobId);
    if (wanted === null || hasEnded(wanted)) return;
    if (await this.jobs.shallStop(jobId)) return this.end(await this.jobs.cancelled(jobId));
    const running = await this.jobs.start(jobId);
    if (running === null) return;
    await this.say(running);
    try {
      const outcome = await this.reporting(running);
      await this.end(await this.jobs.finish(jobId, await this.kept(running, outcome)));
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      await this.end(await this.jobs.cancelled(jobId));
    }
  }

  /** Gives up after the last try. */
  async giveUp({ jobId }: LaneJob, reason: TouchstoneError): Promise<void> {
    await this.end(await this.jobs.fail(jobId, { code: reason.code, detail: reason.message }));
  }

  /** Reports the work's progress, and aborts its signal once a person has cancelled the job. */
  private async reporting(job: LongJob): Promise<RunOutcome> {
    const trouble = (error: unknown) =>
      this.log.warn(`${job.kind} ${job.id}, beside its work: ${String(error)}`);
    const report = new ProgressReport(async (progress) => {
      const current = await this.jobs.progress(job.id, progress);
      if (current !== null) await this.say(current);
    }, trouble);
    const left = timeLeft();
    const onStep: OnStep = (step, done, of, training) => {
      const progress = { step, done, of, etaSeconds: left(step, done, of) };
      report.report(training === undefined ? progress : { ...progress, training });
    };
    const beginStoring = () => this.beginStoring(job.id);
    try {
      return await untilCancelled(
        this.jobs,
        job.id,
        (signal) => this.runners.run(job, { onStep, signal, beginStoring }),
        trouble,
      );
    } finally {
      await report.settled();
    }
  }

  private async beginStoring(id: string): Promise<void> {
    if (!(await this.jobs.beginStoring(id))) throw new Cancelled();
  }

  private async kept(
    { stationId, id }: LongJob,
    { result, blob }: RunOutcome,
  ): Promise<JobOutcome> {
    await this.beginStoring(id);
    if (blob === undefined) return { result, blob: null };
    const key = analysisBlobKey(stationId, id);
    await this.blobs.put(key, blob);
    return { result, blob: key };
  }

  /** Counts the end of a job and tells of it; null where it is gone with its station. */
  private async end(job: LongJob | null): Promise<void> {
    if (job === null || job.state === 'queued' || job.state === 'running') return;
    const { lane, state, startedAt, endedAt } = job;
    const milliseconds = Date.parse(endedAt ?? '') - Date.parse(startedAt ?? '');
    this.metrics.longJobEnded(lane, state, state === 'done' ? milliseconds / 1000 : null);
    await this.say(job);
  }

  private async say(job: LongJob): Promise<void> {
    await this.events.publish(jobEvent(job));
  }
}
