import { Inject, Injectable } from '@nestjs/common';
import {
  isBetterOneClass,
  oneClassCurves,
  oneClassLog,
  trainOneClass,
  writeOneClass,
} from '#training';
import type { OneClassTrainSettings } from '#contracts';
import type { RunOptions, RunOutcome } from '../jobs/runner.js';
import { CollectGoodParts } from './good-parts.js';
import { followedLoss } from './followed.js';
import { TrainingTools } from './training-tools.js';
import { oneClassResult } from './training-result.js';
import type { Training, TrainingTask } from './training.js';
import { Versions } from './versions.js';

/**
 * Learns from a station's normals alone how much each channel of the patches counts. A job that is run again after a
 * crash begins anew and comes to the same version: it takes a minute or so, and a seed decides all that is drawn.
 */
@Injectable()
export class OneClassTraining implements Training<OneClassTrainSettings> {
  readonly resultOf = oneClassResult;

  constructor(
    @Inject(CollectGoodParts) private readonly images: Pick<CollectGoodParts, 'of'>,
    @Inject(TrainingTools) private readonly tools: Pick<TrainingTools, 'use'>,
    private readonly versions: Versions,
  ) {}

  /** Throws `too-few-normals`; `backbone-invalid` for a backbone whose patches are weighted already. */
  async run(
    { job, settings: { name, seed }, model }: TrainingTask<OneClassTrainSettings>,
    options: RunOptions,
  ): Promise<RunOutcome> {
    const images = await this.images.of(job);
    return this.tools.use(model, async (tools, base) => {
      const outcome = await trainOneClass(images, seed, tools, followedLoss(options));
      const origin = { station: job.stationId, analysis: job.id, images: images.counted };
      const version = { name, seed, outcome, origin };
      await options.beginStoring();
      if (isBetterOneClass(outcome))
        await this.versions.publish(job.id, name, (draft) => writeOneClass(draft, base, version));
      const result = oneClassResult(name, oneClassLog(base, version));
      return { result, blob: Buffer.from(oneClassCurves(version)) };
    });
  }
}
