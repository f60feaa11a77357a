import { Injectable } from '@nestjs/common';
import { type Analysis, namesSettings } from '#contracts';
import { LearnedNamesCache } from '#looks';
import type { AnalysisRunner, RunOptions, RunOutcome } from '../analysis/runner.js';

/** Learns a station's names anew because a person wants it. */
@Injectable()
export class NamesRunner implements AnalysisRunner {
  constructor(private readonly names: LearnedNamesCache) {}

  async run(job: Analysis, { onStep, signal }: RunOptions): Promise<RunOutcome> {
    const { method, seed } = namesSettings.parse(job.settings);
    onStep('learn', 0, 1);
    signal.throwIfAborted();
    const { report, leftOut, reason } = await this.names.learn(job.stationId, { method, seed });
    onStep('learn', 1, 1);
    const { names = [], examples = 0, balancedAccuracy = null } = report ?? {};
    return { result: { names, examples, balancedAccuracy, leftOut, reason } };
  }
}
