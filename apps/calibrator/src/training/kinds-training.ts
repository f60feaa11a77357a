import { Inject, Injectable } from '@nestjs/common';
import {
  curvesOf,
  isBetter,
  logOf,
  trainKinds,
  writeVersion,
  type Tools,
  type Version,
  fittings,
} from '#training';
import { type KindTrainSettings, TouchstoneError } from '#contracts';
import type { ResolvedBackbone } from '#embedding';
import type { RunOptions, RunOutcome } from '../jobs/runner.js';
import { checkpointsIn } from './checkpoints.js';
import { followed } from './followed.js';
import { CollectStationImages, type StationImages } from './station-images.js';
import { TrainingTools } from './training-tools.js';
import { kindsResult } from './training-result.js';
import type { Training, TrainingTask } from './training.js';
import { Versions } from './versions.js';

type Task = TrainingTask<KindTrainSettings>;

/** Trains a head on the kinds of defects that reviews named. */
@Injectable()
export class KindsTraining implements Training<KindTrainSettings> {
  readonly resultOf = kindsResult;

  constructor(
    @Inject(CollectStationImages) private readonly images: Pick<CollectStationImages, 'of'>,
    @Inject(TrainingTools) private readonly tools: Pick<TrainingTools, 'use'>,
    private readonly versions: Versions,
  ) {}

  /** Throws `too-few-normals`; `validation-failed` for too few kinds or images of them, or a backbone that sees no squares. */
  async run(task: Task, options: RunOptions): Promise<RunOutcome> {
    const images = await this.images.of(task.job);
    return this.tools.use(task.model, (tools, base) =>
      this.train(task, images, tools, base, options),
    );
  }

  private async train(
    { job, settings }: Task,
    images: StationImages,
    tools: Tools,
    base: ResolvedBackbone,
    options: RunOptions,
  ): Promise<RunOutcome> {
    refuseOblong(tools, base);
    const { name, ...choice } = settings;
    const checkpoints = await checkpointsIn(this.versions.workOf(job.id), fittings);
    const trained = await trainKinds(images, choice, tools, followed(options, choice.epochs, checkpoints)); // prettier-ignore
    const origin = { station: job.stationId, analysis: job.id, images: images.counted };
    const better = isBetter(trained.outcome);
    const version: Version = { name, options: choice, ...trained, better, origin };
    await options.beginStoring();
    if (better)
      await this.versions.publish(job.id, name, (draft) => writeVersion(draft, base, version));
    return {
      result: kindsResult(name, logOf(base, version)),
      blob: Buffer.from(curvesOf(version)),
    };
  }
}

function refuseOblong({ backbone: { size } }: Tools, { manifest }: ResolvedBackbone): void {
  if (size.width === size.height) return;
  throw new TouchstoneError(
    'validation-failed',
    `Views for training are made of square images; backbone ${manifest.name} sees ${size.width} x ${size.height}.`,
  );
}
