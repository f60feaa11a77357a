import { adamWDefaults, type AdamWSettings } from '../fitting/adamw.js';
import type { Schedule } from '../fitting/schedule.js';
import { smallWidths, type StudentWidths } from './student-graph.js';

/** The settings that decide a run's result, besides the teacher and the images. Kept in each checkpoint. */
export interface DistillationSettings {
  readonly seed: number;
  readonly widths: StudentWidths;
  readonly schedule: Schedule;
  readonly optimiser: AdamWSettings;
  /** The number of images a step. */
  readonly batch: number;
  /** The pixels a side of a training crop; a multiple of 16. */
  readonly size: number;
  /** Part of the old value that the moving averages of weights and moments keep in one step. */
  readonly averageDecay: number;
  /** Photographs that the teacher's channel statistics are taken over. */
  readonly statisticsImages: number;
}

export const distillationDefaults: DistillationSettings = {
  seed: 1,
  widths: smallWidths,
  schedule: { steps: 4500, warmUpSteps: 200, peakLearningRate: 2e-3, finalPart: 0.005 },
  optimiser: adamWDefaults,
  batch: 12,
  size: 192,
  averageDecay: 0.998,
  statisticsImages: 1000,
};
