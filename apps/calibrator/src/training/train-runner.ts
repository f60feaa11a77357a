import { Inject, Injectable } from '@nestjs/common';
import { curvesOf, isBetter, logOf, trainKinds, type Tools } from '#adaptation';
import {
  type AnalysisJob,
  type ModelManifest,
  TouchstoneError,
  trainSettings,
  type TrainSettings,
} from '#contracts';
import { type Backbone, resolveBackbone } from '#embedding';
import { prepare, viewHash, viewOf } from '#inspection';
import { Models } from '#storage';
import type { TensorRuntime } from '#tensors';
import type { AnalysisRunner, RunOptions, RunOutcome } from '../analysis/runner.js';
import { CalibratorBackbones } from '../calibrator-backbones.js';
import { Cancelled } from '../cancel-watch.js';
import type { Settings } from '../settings.js';
import { calibratorSettings, tensorRuntime } from '../tokens.js';
import { checkpointsIn } from './checkpoints.js';
import { followed } from './followed.js';
import { CollectStationImages, type StationImages } from './station-images.js';
import { resultOf } from './training-result.js';
import { Versions } from './versions.js';

interface Task {
  readonly job: AnalysisJob;
  readonly name: string;
  readonly choice: Omit<TrainSettings, 'name'>;
  readonly images: StationImages;
  /** The station's active one: its backbone is what the training starts from. */
  readonly model: ModelManifest;
  readonly backbone: Backbone;
}

/** Trains a head on a station's own images and, where it is better than what the station has, puts a version there. */
@Injectable()
export class TrainRunner implements AnalysisRunner {
  constructor(
    @Inject(Models) private readonly models: Pick<Models, 'active'>,
    @Inject(CollectStationImages) private readonly images: CollectStationImages,
    @Inject(CalibratorBackbones) private readonly backbones: CalibratorBackbones,
    @Inject(Versions) private readonly versions: Versions,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
    @Inject(calibratorSettings) private readonly settings: Settings,
  ) {}

  /**
   * Throws `no-active-model`, `too-few-normals`; `validation-failed` for a name that is taken, too few kinds or images
   * of them; what is wrong with an image or the backbone.
   */
  async run(job: AnalysisJob, options: RunOptions): Promise<RunOutcome> {
    const { name, ...choice } = trainSettings.parse(job.settings);
    await this.versions.sweep();
    const made = await this.versions.madeBy(job.id, name);
    if (made !== null) return { result: resultOf(name, made.log), blob: made.curves };
    await this.versions.refuseTaken(name);
    const model = await this.activeModel(job.stationId);
    const images = await this.images.of(job);
    return this.keepingWork(job.id, () =>
      this.backbones.use(model.backbone.name, (backbone) =>
        this.train({ job, name, choice, images, model, backbone }, options),
      ),
    );
  }

  private async train(
    { job, name, choice, images, model, backbone }: Task,
    options: RunOptions,
  ): Promise<RunOutcome> {
    const checkpoints = await checkpointsIn(this.versions.workOf(job.id));
    const watch = followed(options, choice.epochs, checkpoints);
    const trained = await trainKinds(images, choice, this.tools(model, backbone), watch);
    options.signal.throwIfAborted();
    const origin = { station: job.stationId, analysis: job.id, images: images.counted };
    const better = isBetter(trained.outcome);
    const version = { name, options: choice, ...trained, better, origin };
    const base = await resolveBackbone(model.backbone.name, this.settings.backboneFolders);
    if (better) await this.versions.publish(job.id, base, version);
    return { result: resultOf(name, logOf(base, version)), blob: Buffer.from(curvesOf(version)) };
  }

  private async activeModel(station: string): Promise<ModelManifest> {
    const active = await this.models.active(station);
    if (active !== null) return active;
    throw new TouchstoneError(
      'no-active-model',
      `Station ${station} has no active model: a training starts from its backbone and is compared with it.`,
    );
  }

  /** The station's own view of its images, as its frames are judged. */
  private tools(model: ModelManifest, backbone: Backbone): Tools {
    const view = viewOf(model);
    const { width, height } = view.size;
    if (width !== height)
      throw new TouchstoneError(
        'validation-failed',
        `Views for training are made of square images; backbone ${model.backbone.name} sees ${width} x ${height}.`,
      );
    const { maxPixels } = this.settings;
    const see = async (bytes: Buffer) => (await prepare(bytes, view, { maxPixels })).image;
    return { runtime: this.runtime, backbone, view: { key: viewHash(view, backbone.hash), see } };
  }

  /** Checkpoints stay only for a try that may cure what went wrong. */
  private async keepingWork(job: string, work: () => Promise<RunOutcome>): Promise<RunOutcome> {
    try {
      const outcome = await work();
      await this.versions.forget(job);
      return outcome;
    } catch (error) {
      const forGood = error instanceof TouchstoneError && !error.retry;
      if (forGood || error instanceof Cancelled) await this.versions.forget(job);
      throw error;
    }
  }
}
