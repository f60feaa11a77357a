import type { Backbone, ResolvedBackbone } from '#embedding';
import type { FittingProgress } from '../fitting/fit-head.js';
import type { TuningCheckpoint } from './tuning-checkpoint.js';
import type { TuningSettings } from './settings.js';
import type { Tools, Watch } from '../kinds/station-images.js';

/** The choices that a person makes. */
export interface FineTuningChoice {
  /** The number of steps at most; it ends earlier when the held-out error does not fall. */
  readonly steps: number;
  /** The seed of the split, the views, the pasted defects and the banks. */
  readonly seed: number;
  /** The number of the last convolutions that are trained; all where it is not given. */
  readonly layers?: number | undefined;
}

export interface FineTuningTools extends Tools {
  /** The files of `backbone`. */
  readonly base: ResolvedBackbone;
  /** The larger backbone, opened at the size of `backbone`. */
  readonly teacher: Backbone;
  /** The folder in which compiled networks are kept. */
  readonly cacheFolder: string;
}

export interface FineTuningWatch extends Watch {
  readonly onTuning: (progress: FittingProgress) => void;
  readonly keep: (checkpoint: TuningCheckpoint) => Promise<void>;
  /**
   * Returns the checkpoint to go on from; it may throw where that was made otherwise. Called once all images are read.
   */
  readonly from?: (settings: TuningSettings, identity: string) => TuningCheckpoint | undefined;
}
