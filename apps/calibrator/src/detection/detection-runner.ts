import { Inject, Injectable } from '@nestjs/common';
import {
  type DetectionSettings,
  jobKinds,
  type ModelManifest,
  type SmallestDefect,
} from '#contracts';
import { figuresOfMarks } from '#evaluation';
import { Models, SmallestDefects } from '#storage';
import type { Clock } from '#telemetry';
import { modelOfJob } from '../jobs/model-of-job.js';
import { type JobOf, type JobRunner, type RunOptions, Runs } from '../jobs/runner.js';
import { clock } from '../tokens.js';
import { FindSmallestDefect, type ScoredMarks } from './find-smallest-defect.js';

/** The runner that finds out which pasted marks a model finds, and keeps that with the model. */
@Runs(jobKinds.detection)
@Injectable()
export class DetectionRunner implements JobRunner<DetectionSettings> {
  constructor(
    private readonly models: Models,
    private readonly found: SmallestDefects,
    private readonly finding: FindSmallestDefect,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Throws `model-not-found`, `no-active-model`, and as `FindSmallestDefect`. */
  async run(
    { stationId, settings }: JobOf<DetectionSettings>,
    { onStep, signal, beginStoring }: RunOptions,
  ): Promise<{ result: Pick<SmallestDefect, 'modelId' | 'version'> }> {
    const model = await modelOfJob(this.models, stationId, settings.modelId);
    const { seed } = settings;
    const scored = await this.finding.find(model, { seed, onStep, signal });
    const summary = (await this.models.list(stationId)).find(({ id }) => id === model.id);
    const limits = summary?.limits ?? model.limits;
    await beginStoring();
    await this.found.put({ ...this.document(model, scored, limits), seed });
    return { result: { modelId: model.id, version: model.version } };
  }

  private document(
    { id: modelId, version }: ModelManifest,
    { marks, unmarked, side }: ScoredMarks,
    { warn, reject }: { readonly warn: number; readonly reject: number },
  ): Omit<SmallestDefect, 'seed'> {
    const over = (limit: number) => unmarked.filter((score) => score > limit).length;
    return {
      modelId,
      version,
      at: this.clock.now().toISOString(),
      limits: { warn, reject },
      normals: unmarked.length,
      marks: marks.length,
      unmarked: { 'not-passed': over(warn), defect: over(reject) },
      side,
      ...figuresOfMarks(marks, { warn, reject }),
    };
  }
}
