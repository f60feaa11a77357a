import { Injectable } from '@nestjs/common';
import { testFigures } from '#calibration';
import { jobKinds, type JudgeSettings, type TestFigures } from '#contracts';
import { Models, TestScores } from '#storage';
import { modelOfJob } from '../jobs/model-of-job.js';
import { type JobOf, type JobRunner, type RunOptions, Runs } from '../jobs/runner.js';
import { JudgeTestSet } from './judge-test-set.js';

/** The runner that judges a station's test set by one of its models. */
@Runs(jobKinds.judge)
@Injectable()
export class JudgeRunner implements JobRunner<JudgeSettings> {
  constructor(
    private readonly models: Models,
    private readonly scores: TestScores,
    private readonly judging: JudgeTestSet,
  ) {}

  /** Throws `model-not-found`, `no-active-model`, what is wrong with the model, or what a retry may cure. */
  async run(
    { stationId, settings }: JobOf<JudgeSettings>,
    { onStep, signal }: RunOptions,
  ): Promise<{ result: JudgingResult }> {
    const model = await modelOfJob(this.models, stationId, settings.modelId);
    const { again } = settings;
    const judged = await this.judging.judge(model, { again, onStep, signal });
    const summary = (await this.models.list(stationId)).find(({ id }) => id === model.id);
    const limits = summary?.limits ?? model.limits;
    const figures = testFigures(await this.scores.of(model.id), limits);
    const { seconds, scored, pixels, unreadable } = judged;
    const { id: modelId, version } = model;
    return { result: { modelId, version, seconds, scored, pixels, unreadable, figures } };
  }
}

type JudgingResult = Record<string, unknown> & { readonly figures: TestFigures | null };
