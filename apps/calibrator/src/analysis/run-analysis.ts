import { Inject, Injectable, Logger } from '@nestjs/common';
import type { AnalyseJob, Analysis, TouchstoneError } from '#contracts';
import { LiveEvents } from '#queue';
import { analysisBlobKey, Analyses, Blobs } from '#storage';
import { Cancelled, untilCancelled } from '../cancel-watch.js';
import { ProgressReport } from '../progress-report.js';
import type { OnStep, RunOutcome } from './runner.js';
import { AnalysisRunners } from './runners.js';
import { timeLeft } from './time-left.js';

/**
 * One analysis from its start to its one result. It changes nothing but its own row and blob until it has
 * ended, so that a job which is run again after a crash begins anew; a training goes on from its last epoch.
 */
@Injectable()
export class RunAnalysis {
  private readonly log = new Logger('analyse');

  constructor(
    private readonly jobs: Analyses,
    @Inject(AnalysisRunners) private readonly runners: Pick<AnalysisRunners, 'of'>,
    private readonly blobs: Blobs,
    private readonly events: LiveEvents,
  ) {}

  /** Throws what its runner throws. */
  async run({ analysisId }: AnalyseJob): Promise<void> {
    const wanted = await this.jobs.find(analysisId);
    if (wanted === null || wanted.endedAt !== null) return;
    if (await this.jobs.shallStop(analysisId))
      return this.say(await this.jobs.cancelled(wanted.id));
    const running = await this.jobs.start(analysisId);
    await this.say(running);
    try {
      const outcome = await this.reporting(running);
      await this.say(await this.jobs.finish(running.id, await this.kept(running, outcome)));
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      await this.say(await this.jobs.cancelled(running.id));
    }
  }

  /** After the last try. */
  async giveUp({ analysisId }: AnalyseJob, reason: TouchstoneError): Promise<void> {
    const failure = { code: reason.code, detail: reason.message };
    await this.say(await this.jobs.fail(analysisId, failure));
  }

  private async reporting(job: Analysis): Promise<RunOutcome> {
    const trouble = (error: unknown) =>
      this.log.warn(`analysis ${job.id}, beside its work: ${String(error)}`);
    const report = new ProgressReport<NonNullable<Analysis['progress']>>(
      async (progress) => this.say(await this.jobs.progress(job.id, progress)),
      trouble,
    );
    const left = timeLeft();
    const onStep: OnStep = (step, done, of, training) =>
      report.report({
        step,
        done,
        of,
        etaSeconds: left(step, done, of),
        ...(training ? { training } : {}),
      });
    try {
      return await untilCancelled(
        this.jobs,
        job.id,
        (signal) => this.runners.of(job.kind).run(job, { onStep, signal }),
        trouble,
      );
    } finally {
      await report.settled();
    }
  }

  private async kept({ stationId, id }: Analysis, { result, blob }: RunOutcome) {
    if (blob === undefined) return { result, blob: null };
    const key = analysisBlobKey(stationId, id);
    await this.blobs.put(key, blob);
    return { result, blob: key };
  }

  private async say(analysis: Analysis): Promise<void> {
    await this.events.publish({ type: 'analysis', analysis });
  }
}
