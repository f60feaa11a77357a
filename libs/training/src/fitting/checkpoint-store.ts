import { newestFitting, writeFitting, type FittingCheckpoint } from './fitting-checkpoint.js';
import { otherInputs, type TuningSettings } from '../fine-tuning/settings.js';
import { newestTuning, writeTuning, type TuningCheckpoint } from '../fine-tuning/tuning-checkpoint.js'; // prettier-ignore
import { otherVectors, type Origin } from './refuse-other-run.js';
import type { FittingSettings } from './settings.js';

/** The reading and writing of checkpoints of one kind in a folder. */
export interface CheckpointStore<S extends object, C extends Origin<S>> {
  /**
   * Returns the newest checkpoint, or undefined where there is none.
   * @throws TouchstoneError validation-failed when it is damaged.
   */
  readonly newest: (folder: string) => Promise<C | undefined>;
  /** Writes it beside the earlier ones and returns its folder. */
  readonly write: (folder: string, checkpoint: C) => Promise<string>;
  /** The words of the refusal where its identity is another one than a run's. */
  readonly otherInputs: string;
}

/** The checkpoints of heads. */
export const fittings: CheckpointStore<FittingSettings, FittingCheckpoint> = {
  newest: newestFitting,
  write: writeFitting,
  otherInputs: otherVectors,
};

/** The checkpoints of convolutions. */
export const tunings: CheckpointStore<TuningSettings, TuningCheckpoint> = {
  newest: newestTuning,
  write: writeTuning,
  otherInputs,
};
