import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  type ModelManifest,
  type Rehearsal,
  type RehearsalResult,
  type RehearseJob,
  TouchstoneError,
} from '#contracts';
import { LiveEvents } from '#queue';
import { Models, Rehearsals, ReplayedFrames } from '#storage';
import { Metrics } from '#telemetry';
import { ProgressReport } from '../progress-report.js';
import { Candidates } from './candidates.js';
import { Replay } from './replay.js';
import { Tally } from './tally.js';

/**
 * What a model would have said of the inspections that were. It changes nothing but its own row, so that a job
 * which is run again after a crash begins anew and writes the one result.
 */
@Injectable()
export class RehearseModel {
  private readonly log = new Logger('rehearse');

  constructor(
    @Inject(Rehearsals) private readonly rehearsals: Rehearsals,
    @Inject(Models) private readonly models: Models,
    @Inject(ReplayedFrames) private readonly frames: ReplayedFrames,
    @Inject(Candidates) private readonly candidates: Candidates,
    @Inject(LiveEvents) private readonly events: LiveEvents,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** Throws `model-not-found`, what is wrong with the model or its backbone, or what a retry may cure. */
  async rehearse({ rehearsalId }: RehearseJob): Promise<void> {
    const wanted = await this.rehearsals.find(rehearsalId);
    if (wanted === null || wanted.endedAt !== null) return;
    const running = await this.rehearsals.start(rehearsalId);
    await this.say(running);
    const result = await this.reporting(running, (onFrames, expect) =>
      this.replay(running, onFrames, expect),
    );
    await this.end(await this.rehearsals.finish(rehearsalId, result));
  }

  /** After the last try. */
  async giveUp({ rehearsalId }: RehearseJob, reason: TouchstoneError): Promise<void> {
    const failure = { code: reason.code, detail: reason.message };
    await this.end(await this.rehearsals.fail(rehearsalId, failure));
  }

  private async replay(
    { stationId, modelId, inspections, fromImages, requestedAt }: Rehearsal,
    onFrames: (count: number) => void,
    expect: (frames: number) => void,
  ): Promise<RehearsalResult> {
    const start = performance.now();
    const until = new Date(requestedAt);
    const tally = new Tally();
    const reviewed = await this.frames.reviewed(stationId, until);
    expect((await this.frames.count(stationId, until, inspections)) + reviewed.length);
    await this.candidates.use(await this.manifest(modelId), async (opened) => {
      const replay = new Replay({ ...opened, tally, fromImages, onFrames });
      await replay.newest(this.frames.newest(stationId, until, inspections));
      await replay.reviewed(reviewed);
    });
    return { ...tally.counts(), seconds: (performance.now() - start) / 1000 };
  }

  private async manifest(id: string): Promise<ModelManifest> {
    const manifest = await this.models.find(id);
    if (manifest !== null) return manifest;
    throw new TouchstoneError('model-not-found', `The model ${id} was deleted with its station.`);
  }

  private async reporting(
    { id }: Rehearsal,
    work: (
      onFrames: (count: number) => void,
      expect: (frames: number) => void,
    ) => Promise<RehearsalResult>,
  ): Promise<RehearsalResult> {
    const now = { step: 'replay', done: 0, of: 0 };
    const report = new ProgressReport(
      async ({ done, of }) => this.say(await this.rehearsals.progress(id, { done, of })),
      (error) => this.log.warn(`progress of rehearsal ${id} was not written: ${String(error)}`),
    );
    const add = (frames: number, expected: number) => {
      now.done += frames;
      now.of += expected;
      report.report({ ...now });
    };
    try {
      return await work(
        (count) => add(count, 0),
        (frames) => add(0, frames),
      );
    } finally {
      await report.settled();
    }
  }

  private async end(rehearsal: Rehearsal): Promise<void> {
    if (rehearsal.state !== 'done' && rehearsal.state !== 'failed') return;
    this.metrics.rehearsalEnded(rehearsal.state, rehearsal.result?.seconds ?? null);
    await this.say(rehearsal);
  }

  private async say(rehearsal: Rehearsal): Promise<void> {
    await this.events.publish({ type: 'rehearsal', rehearsal });
  }
}
