import { Injectable } from '@nestjs/common';
import {
  jobKinds,
  type ModelManifest,
  type RehearsalResult,
  type RehearsalSettings,
  TouchstoneError,
} from '#contracts';
import { Models, ReplayedFrames } from '#storage';
import { type JobOf, type JobRunner, type OnStep, type RunOptions, Runs } from '../jobs/runner.js';
import { Candidates } from './candidates.js';
import { Replay } from './replay.js';
import { Tally } from './tally.js';

/** The runner that replays stored inspections by a model: which verdicts it would have changed. */
@Runs(jobKinds.rehearsal)
@Injectable()
export class RehearsalRunner implements JobRunner<RehearsalSettings> {
  constructor(
    private readonly models: Models,
    private readonly frames: ReplayedFrames,
    private readonly candidates: Candidates,
  ) {}

  /** Throws `model-not-found`, what is wrong with the model or its backbone, or what a retry may cure. */
  async run(
    { stationId, requestedAt, settings }: JobOf<RehearsalSettings>,
    { onStep, signal }: RunOptions,
  ): Promise<{ result: RehearsalResult }> {
    const { modelId, inspections, fromImages } = settings;
    const start = performance.now();
    const until = new Date(requestedAt);
    const [tally, told] = [new Tally(), counted(onStep)];
    const reviewed = await this.frames.reviewed(stationId, until);
    told(0, (await this.frames.count(stationId, until, inspections)) + reviewed.length);
    await this.candidates.use(await this.manifest(modelId), async (opened) => {
      const onFrames = (frames: number) => told(frames, 0);
      const replay = new Replay({ ...opened, tally, fromImages, onFrames, signal });
      await replay.newest(this.frames.newest(stationId, until, inspections));
      await replay.reviewed(reviewed);
    });
    return { result: { ...tally.counts(), seconds: (performance.now() - start) / 1000 } };
  }

  private async manifest(id: string): Promise<ModelManifest> {
    const manifest = await this.models.find(id);
    if (manifest !== null) return manifest;
    throw new TouchstoneError('model-not-found', `The model ${id} was deleted with its station.`);
  }
}

/** Adds up the frames that were replayed, and those that are expected. */
function counted(onStep: OnStep): (frames: number, expected: number) => void {
  const now = { done: 0, of: 0 };
  return (frames, expected) => {
    now.done += frames;
    now.of += expected;
    onStep('replay', now.done, now.of);
  };
}
