import { Injectable } from '@nestjs/common';
import { type AnalysisKind, TouchstoneError } from '#contracts';
import { GroupsRunner } from '../families/groups-runner.js';
import { NamesRunner } from '../families/names-runner.js';
import { TrainRunner } from '../training/train-runner.js';
import { MapRunner } from './map-runner.js';
import type { AnalysisRunner } from './runner.js';

/** Who does the work of each kind. */
@Injectable()
export class AnalysisRunners {
  private readonly runners: Partial<Record<AnalysisKind, AnalysisRunner>>;

  constructor(map: MapRunner, groups: GroupsRunner, names: NamesRunner, train: TrainRunner) {
    this.runners = { map, groups, names, train };
  }

  /** Throws `bad-request` for a kind that this calibrator does not know: an older build took the job. */
  of(kind: AnalysisKind): AnalysisRunner {
    const runner = this.runners[kind];
    if (runner !== undefined) return runner;
    throw new TouchstoneError('bad-request', `this calibrator does not know analyses of kind ${kind}`); // prettier-ignore
  }
}
