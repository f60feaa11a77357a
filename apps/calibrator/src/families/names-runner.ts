import { Injectable } from '@nestjs/common';
import { jobKinds, type NamesSettings } from '#contracts';
import { LearnedNamesCache } from '#looks';
import {
  type JobOf,
  type JobRunner,
  type RunOptions,
  type RunOutcome,
  Runs,
} from '../jobs/runner.js';

/** Learns a station's names anew because a person wants it. */
@Runs(jobKinds.names)
@Injectable()
export class NamesRunner implements JobRunner<NamesSettings> {
  constructor(private readonly names: LearnedNamesCache) {}

  async run(job: JobOf<NamesSettings>, { onStep, beginStoring }: RunOptions): Promise<RunOutcome> {
    const { method, seed } = job.settings;
    onStep('learn', 0, 1);
    await beginStoring();
    const { report, leftOut, reason } = await this.names.learn(job.stationId, { method, seed });
    onStep('learn', 1, 1);
    const { names = [], examples = 0, balancedAccuracy = null } = report ?? {};
    return { result: { names, examples, balancedAccuracy, leftOut, reason } };
  }
}
