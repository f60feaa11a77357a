import { settingsFor, type FittingSettings, type ObjectiveKind } from '../fitting/settings.js';
import { type EpochFigures, type FittingCheckpoint } from '../fitting/fitting-checkpoint.js';
import { type FittingProgress } from '../fitting/fit-head.js';
import { fitKinds, type KindsOutcome } from './fit-kinds.js';
import type { Tools } from './station-images.js';
import {
  describePlantSet,
  readPlantSet,
  type StepWatch,
  type TrainingImages,
} from './training-set.js';
import { splitByLabel } from './split.js';

/** The choices that a person makes of a training. */
export interface TrainingChoice {
  readonly objective: ObjectiveKind;
  readonly head: 'linear' | 'mlp';
  readonly epochs: number;
  /** The number of variants of each image: one as it is, the others augmented. */
  readonly views: number;
  /** The seed of the split, the weights, the batches and the variants. */
  readonly seed: number;
}

/** The hooks by which a training is followed, stopped and gone on with. */
export interface TrainingWatch extends StepWatch {
  readonly onFitting: (progress: FittingProgress) => void;
  readonly onEpoch?: (figures: EpochFigures) => void;
  readonly keep: (checkpoint: FittingCheckpoint) => Promise<void>;
  /**
   * Returns the checkpoint to go on from; it may throw where that was made otherwise. Called once all images are read.
   */
  readonly from: (settings: FittingSettings, identity: string) => FittingCheckpoint | undefined;
}

export interface Trained {
  readonly settings: FittingSettings;
  readonly outcome: KindsOutcome;
  /** The text that identifies the images, the backbone and the variants. */
  readonly identity: string;
}

/**
 * Trains on a plant's own images: reads and describes them, trains a projection, and judges it on images it never saw.
 * @throws TouchstoneError of the images' codes, naming the image; what `from` throws; the signal's reason.
 */
export async function trainKinds(
  images: TrainingImages,
  choice: TrainingChoice,
  tools: Tools,
  watch: TrainingWatch,
): Promise<Trained> {
  const { views, seed } = choice;
  const set = await readPlantSet(images, tools, watch);
  const settings = kindSettings(choice, tools.backbone.dimensions);
  const identity = `${set.identity} views ${views}`;
  const from = watch.from(settings, identity);
  const described = await describePlantSet(set, { views, seed }, tools, watch);
  const { labels } = set;
  const task = { described, labels, split: splitByLabel(labels, seed), settings, identity };
  const { signal, onFitting, onEpoch, keep: onCheckpoint } = watch;
  const following = { from, signal, onCheckpoint, onStep: onFitting, ...(onEpoch ? { onEpoch } : {}) }; // prettier-ignore
  return { settings, outcome: await fitKinds(task, tools, following), identity };
}

/** Returns the settings of a projection of as many dimensions as what it is put on. */
export function kindSettings(
  { objective, head, epochs, seed }: Omit<TrainingChoice, 'views'>,
  inputs: number,
): FittingSettings {
  const hidden = head === 'mlp' ? 2 * inputs : null;
  const shape = { inputs, hidden, dimensions: inputs, l2Norm: true };
  return settingsFor(objective, shape, { epochs, seed });
}
