import { adamWDefaults, type AdamWSettings } from '../fitting/adamw.js';
import type { Schedule } from '../fitting/schedule.js';

/**
 * The settings that decide a run's result, besides the network, the teacher and the images. Kept in each checkpoint.
 */
export interface TuningSettings {
  readonly seed: number;
  readonly schedule: Schedule;
  readonly optimiser: AdamWSettings;
  /** The number of images a step. */
  readonly batch: number;
  /** Share of the images into which defects are pasted. */
  readonly pasted: number;
  /** The number of defects in one image at most; at least one. */
  readonly mostDefects: number;
  /** Steps between two looks at the held-out images, each with a checkpoint: an epoch here. */
  readonly stepsPerEpoch: number;
  /** Ends after so many epochs in which the held-out error did not fall. */
  readonly patience: number;
  /** Names of the weights that are trained. */
  readonly weights: readonly string[];
}

/** The words of the refusal where a checkpoint's identity is another one. */
export const otherInputs = 'inputs: the good parts, the backbone or the teacher changed';

/** Chosen in sight of hazelnut_reduced (docs/training.md). */
export const tuningDefaults = {
  batch: 8,
  pasted: 0.75,
  mostDefects: 4,
  stepsPerEpoch: 20,
  patience: 5,
  optimiser: adamWDefaults,
} as const;

/** Returns the default settings for so many steps. */
export function tuningSettings(
  seed: number,
  steps: number,
  weights: readonly string[],
): TuningSettings {
  const warmUpSteps = Math.min(20, Math.ceil(steps / 10));
  const schedule = { steps, warmUpSteps, peakLearningRate: 1e-3, finalPart: 0.01 };
  return { ...tuningDefaults, seed, schedule, weights };
}
