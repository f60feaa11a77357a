import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import {
  type CalibrationProgress,
  type ScoreMethod,
  type ScoreSettings,
  targets,
} from '#contracts';
import { shrinkingTo } from '#embedding';
import { learn, type LearnedModel, type Normal } from '#learning';
import type { Judging } from './judging/judging.js';
import type { EvaluateOptions } from './options.js';
import type { EvaluationSet } from './read-layout.js';

/** Learns from a set's normals as the calibrator does. */
export function learnSet({
  set,
  backbone,
  second,
  runtime,
  options,
  onStep,
  view,
  sampleBits,
}: Judging): Promise<LearnedModel> {
  const review = Math.max(options.target, 0.05);
  return learn({
    normals: normalsOf(set),
    backbone,
    runtime,
    seed: options.seed,
    bankSettings: { rows: options.rows, seed: options.seed },
    scoreSettings: scoreSettingsOf(options, options.score),
    targets: targets.parse({ reject: options.target, review }),
    view,
    sampleBits,
    second: second && { backbone: shrinkingTo(second, backbone.size), mask: null },
    onProgress: ({ step, done, of }: CalibrationProgress) => onStep(step, done, of),
  });
}

export function scoreSettingsOf({ worst }: EvaluateOptions, method: ScoreMethod): ScoreSettings {
  return { method, worst, neighbours: 1 };
}

/** Returns a file's path in the set, with slashes. */
export function nameIn({ folder }: EvaluationSet, file: string): string {
  return relative(folder, file).split(sep).join('/');
}

/** Returns the normals of a set. The layout says nothing of parts: frames are grouped by their likeness. */
export function normalsOf(set: EvaluationSet): Normal[] {
  return set.train.map((file) => ({
    id: nameIn(set, file),
    partId: null,
    bytes: () => readFile(file),
  }));
}
