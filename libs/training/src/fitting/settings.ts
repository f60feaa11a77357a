import { adamWDefaults, type AdamWSettings } from './adamw.js';
import type { HeadShape } from '../heads/head.js';

/**
 * The objective that a projection is trained by; the first four need labels, the last two need two views of an image.
 */
export type Objective =
  | { readonly kind: 'cross-entropy' }
  | { readonly kind: 'triplet'; readonly margin: number }
  | { readonly kind: 'contrastive'; readonly margin: number }
  | { readonly kind: 'arcface'; readonly scale: number; readonly margin: number }
  | { readonly kind: 'simclr'; readonly temperature: number }
  | {
      readonly kind: 'moco';
      readonly temperature: number;
      /** Part of the momentum encoder that stays in one step. */
      readonly momentum: number;
      /** The number of earlier keys that are kept as strangers. */
      readonly queue: number;
    };
export type ObjectiveKind = Objective['kind'];

/** The settings that decide a run's result, besides the vectors. Kept in each checkpoint. */
export interface FittingSettings {
  readonly seed: number;
  readonly objective: Objective;
  readonly shape: HeadShape;
  readonly epochs: number;
  /** The number of vectors a step; two variants of half as many images where there are no labels. */
  readonly batch: number;
  readonly learningRate: number;
  /** Ends after so many epochs in which the held-out figure did not rise. */
  readonly patience: number;
  readonly optimiser: AdamWSettings;
}

export const objectiveDefaults: { readonly [K in ObjectiveKind]: Objective & { kind: K } } = {
  'cross-entropy': { kind: 'cross-entropy' },
  triplet: { kind: 'triplet', margin: 0.3 },
  contrastive: { kind: 'contrastive', margin: 1 },
  arcface: { kind: 'arcface', scale: 16, margin: 0.3 },
  simclr: { kind: 'simclr', temperature: 0.2 },
  moco: { kind: 'moco', temperature: 0.2, momentum: 0.99, queue: 512 },
};

export const fittingDefaults = {
  seed: 1,
  epochs: 40,
  batch: 64,
  learningRate: 1e-3,
  patience: 10,
  optimiser: { ...adamWDefaults, weightDecay: 1e-2 },
} as const;

export function needsLabels({ kind }: Objective): boolean {
  return kind !== 'simclr' && kind !== 'moco';
}

/**
 * The size of a batch without labels: the strangers in it are all there is to tell an image from (docs/training.md).
 */
const unlabelledBatch = 256;

/** Returns the default settings for an objective. */
export function settingsFor(
  kind: ObjectiveKind,
  shape: HeadShape,
  choice: Pick<FittingSettings, 'epochs' | 'seed'>,
): FittingSettings {
  const objective = objectiveDefaults[kind];
  const batch = needsLabels(objective) ? fittingDefaults.batch : unlabelledBatch;
  return { ...fittingDefaults, ...choice, objective, shape, batch };
}
