import { Injectable, Logger } from '@nestjs/common';
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
import { Cancelled, untilCancelled } from '../cancel-watch.js';
import { ProgressReport } from '../progress-report.js';
import { Candidates } from './candidates.js';
import { Replay } from './replay.js';
import { Tally } from './tally.js';

interface Watch {
  readonly onFrames: (count: number) => void;
  readonly expect: (frames: number) => void;
  readonly signal: AbortSignal;
}

/**
 * What a model would have said of the inspections that were. It changes nothing but its own row, so that a job
 * which is run again after a crash begins anew and writes the one result.
 */
@Injectable()
export class RehearseModel {
  private readonly log = new Logger('rehearse');

  constructor(
    private readonly rehearsals: Rehearsals,
    private readonly models: Models,
    private readonly frames: ReplayedFrames,
    private readonly candidates: Candidates,
    private readonly events: LiveEvents,
    private readonly metrics: Metrics,
  ) {}

  /** Throws `model-not-found`, what is wrong with the model or its backbone, or what a retry may cure. */
  async rehearse({ rehearsalId }: RehearseJob): Promise<void> {
    const wanted = await this.rehearsals.find(rehearsalId);
    if (wanted === null || wanted.endedAt !== null) return;
    if (await this.rehearsals.shallStop(rehearsalId)) return this.cancelled(rehearsalId);
    const running = await this.rehearsals.start(rehearsalId);
    await this.say(running);
    try {
      const result = await this.watched(running, (watch) => this.replay(running, watch));
      await this.end(await this.rehearsals.finish(rehearsalId, result));
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      await this.cancelled(rehearsalId);
    }
  }

  /** After the last try. */
  async giveUp({ rehearsalId }: RehearseJob, reason: TouchstoneError): Promise<void> {
    const failure = { code: reason.code, detail: reason.message };
    await this.end(await this.rehearsals.fail(rehearsalId, failure));
  }

  private async replay(
    { stationId, modelId, inspections, fromImages, requestedAt }: Rehearsal,
    { onFrames, expect, signal }: Watch,
  ): Promise<RehearsalResult> {
    const start = performance.now();
    const until = new Date(requestedAt);
    const tally = new Tally();
    const reviewed = await this.frames.reviewed(stationId, until);
    expect((await this.frames.count(stationId, until, inspections)) + reviewed.length);
    await this.candidates.use(await this.manifest(modelId), async (opened) => {
      const replay = new Replay({ ...opened, tally, fromImages, onFrames, signal });
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

  /** Reports the work's progress, and aborts its signal once a person has cancelled the rehearsal. */
  private async watched(
    { id }: Rehearsal,
    work: (watch: Watch) => Promise<RehearsalResult>,
  ): Promise<RehearsalResult> {
    const trouble = (error: unknown) =>
      this.log.warn(`rehearsal ${id}, beside its work: ${String(error)}`);
    const now = { step: 'replay', done: 0, of: 0 };
    const report = new ProgressReport(
      async ({ done, of }) => this.say(await this.rehearsals.progress(id, { done, of })),
      trouble,
    );
    const add = (frames: number, expected: number) => {
      now.done += frames;
      now.of += expected;
      report.report({ ...now });
    };
    try {
      const [onFrames, expect] = [(count: number) => add(count, 0), (of: number) => add(0, of)];
      return await untilCancelled(
        this.rehearsals,
        id,
        (signal) => work({ onFrames, expect, signal }),
        trouble,
      );
    } finally {
      await report.settled();
    }
  }

  private async cancelled(id: string): Promise<void> {
    await this.end(await this.rehearsals.cancelled(id));
  }

  private async end(rehearsal: Rehearsal): Promise<void> {
    if (rehearsal.state === 'queued' || rehearsal.state === 'running') return;
    this.metrics.rehearsalEnded(rehearsal.state, rehearsal.result?.seconds ?? null);
    await this.say(rehearsal);
  }

  private async say(rehearsal: Rehearsal): Promise<void> {
    await this.events.publish({ type: 'rehearsal', rehearsal });
  }
}
