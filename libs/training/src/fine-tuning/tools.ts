import type { Backbone, ResolvedBackbone } from '#embedding';
import type { FittingProgress } from '../fitting/fit-head.js';
import type { TuningCheckpoint } from './tuning-checkpoint.js';
import type { TuningSettings } from './settings.js';
import type { Tools, Watch } from '../kinds/station-images.js';

/** What a person chooses. */
export interface FineTuningChoice {
  /** At most; it ends earlier when the held-out error does not fall. */
  readonly steps: number;
  /** Of the split, the views, the pasted defects and the banks. */
  readonly seed: number;
  /** Only so many of the last convolutions are trained; all where it is not given. */
  readonly layers?: number | undefined;
}

export interface FineTuningTools extends Tools {
  /** The files of `backbone`. */
  readonly base: ResolvedBackbone;
  /** The larger one, opened at the size of `backbone`. */
  readonly teacher: Backbone;
  /** Where compiled networks are kept. */
  readonly cacheFolder: string;
}

export interface FineTuningWatch extends Watch {
  readonly onTuning: (progress: FittingProgress) => void;
  readonly keep: (checkpoint: TuningCheckpoint) => Promise<void>;
  /** The checkpoint to go on from; it may throw where that was made otherwise. Asked once all images are read. */
  readonly from?: (settings: TuningSettings, identity: string) => TuningCheckpoint | undefined;
}
