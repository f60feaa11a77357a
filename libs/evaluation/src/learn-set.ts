import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { type CalibrationProgress, type ScoreMethod, type ScoreSettings } from '#contracts';
import { fromFloat16, toFloat16 } from '#numbers';
import {
  learn,
  type LearnedModel,
  type LearnOptions,
  type Normal,
  type NormalEmbedding,
} from '#learning';
import type { Judging } from './judging.js';
import type { EvaluateOptions } from './options.js';
import type { EvaluationSet } from './read-layout.js';

/** Learns from a set's normals as the calibrator does; a second time, with another score, without the images. */
export class SetLearner {
  readonly #known = new Map<string, Omit<NormalEmbedding, 'patches'> & { halves: Uint16Array }>();

  constructor(private readonly judging: Judging) {}

  learn(method: ScoreMethod): Promise<LearnedModel> {
    const { set, backbone, runtime, options, onStep, view, sampleBits } = this.judging;
    const review = Math.max(options.target, 0.05);
    return learn({
      normals: normalsOf(set),
      backbone,
      runtime,
      seed: options.seed,
      bankSettings: { rows: options.rows, seed: options.seed },
      scoreSettings: scoreSettingsOf(options, method),
      targets: { reject: options.target, review, method: 'conformal' },
      view,
      sampleBits,
      onProgress: ({ step, done, of }: CalibrationProgress) => onStep(step, done, of),
      ...this.#memory(),
    });
  }

  /** Embeddings as the calibrator keeps them: 64 KiB an image at 256 patches of 128 dimensions. */
  #memory(): Required<Pick<LearnOptions, 'known' | 'onEmbedded'>> {
    return {
      known: (id) => {
        const found = this.#known.get(id);
        return Promise.resolve(found ? { ...found, patches: fromFloat16(found.halves) } : null);
      },
      onEmbedded: ({ normalId, patches, ...facts }) => {
        this.#known.set(normalId, { ...facts, halves: toFloat16(patches) });
        return Promise.resolve();
      },
    };
  }
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
