import { Inject, Injectable } from '@nestjs/common';
import {
  fineTuneBackbone,
  fineTunedCurves,
  fineTunedLog,
  isBetterTuned,
  writeFineTuned,
  type FineTunedVersion,
  type FineTuningTools,
  tunings,
} from '#training';
import type { DistillationTrainSettings } from '#contracts';
import type { RunOptions, RunOutcome } from '../jobs/runner.js';
import { checkpointsIn } from './checkpoints.js';
import { followedTuning } from './followed.js';
import { CollectGoodParts } from './good-parts.js';
import { TrainingTools } from './training-tools.js';
import { distillationResult } from './training-result.js';
import type { Training, TrainingTask } from './training.js';
import { Versions } from './versions.js';

type Task = TrainingTask<DistillationTrainSettings>;

/** Tunes the convolutions of a station's backbone to see in its good parts what a larger backbone does. */
@Injectable()
export class DistillationTraining implements Training<DistillationTrainSettings> {
  readonly resultOf = distillationResult;

  constructor(
    @Inject(CollectGoodParts) private readonly images: Pick<CollectGoodParts, 'of'>,
    @Inject(TrainingTools) private readonly tools: Pick<TrainingTools, 'use' | 'withTeacher'>,
    private readonly versions: Versions,
  ) {}

  /**
   * Throws `backbone-not-found` for the teacher too, `program-missing` without the native library, `too-few-normals`,
   * `backbone-invalid` where the teacher has another grid or other channels.
   */
  async run(task: Task, options: RunOptions): Promise<RunOutcome> {
    return this.tools.use(task.model, (tools, base) =>
      this.tools.withTeacher(task.settings.teacher, tools, (taught) =>
        this.tune(task, { ...tools, ...taught, base }, options),
      ),
    );
  }

  private async tune(
    { job, settings: { name, steps, layers, seed } }: Task,
    tools: FineTuningTools,
    options: RunOptions,
  ): Promise<RunOutcome> {
    const images = await this.images.of(job);
    const checkpoints = await checkpointsIn(this.versions.workOf(job.id), tunings);
    const watch = followedTuning(options, checkpoints);
    const outcome = await fineTuneBackbone(images, { steps, layers, seed }, tools, watch);
    const origin = { station: job.stationId, analysis: job.id, images: images.counted };
    const version: FineTunedVersion = { name, teacher: tools.teacher.manifest, outcome, origin };
    await options.beginStoring();
    if (isBetterTuned(outcome))
      await this.versions.publish(job.id, name, (draft) =>
        writeFineTuned(draft, tools.base, version),
      );
    const result = distillationResult(name, fineTunedLog(tools.base, version));
    return { result, blob: Buffer.from(fineTunedCurves(version)) };
  }
}
