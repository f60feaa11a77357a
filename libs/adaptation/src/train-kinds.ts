import {
  settingsFor,
  type EpochFigures,
  type FittingCheckpoint,
  type FittingProgress,
  type FittingSettings,
  type ObjectiveKind,
} from '#training';
import { describeDefects } from './describe.js';
import { fitKinds, type KindsOutcome } from './fit-kinds.js';
import { readPixels, type PlantImage, type Tools, type Watch } from './plant-images.js';
import { splitByLabel } from './split.js';

/** What a person chooses of a training. */
export interface TrainingChoice {
  readonly objective: ObjectiveKind;
  readonly head: 'linear' | 'mlp';
  readonly epochs: number;
  /** Of each image: as it is and augmented. */
  readonly views: number;
  /** Of the split, the weights, the batches and the views. */
  readonly seed: number;
}

export interface TrainingImages {
  /** Good parts. */
  readonly normals: readonly PlantImage[];
  /** Labelled by their kinds. */
  readonly defects: readonly PlantImage[];
}

/** How a training is followed, stopped and gone on with. */
export interface TrainingWatch {
  readonly signal: AbortSignal;
  readonly onStep: (step: TrainingStep, done: number, of: number) => void;
  readonly onFitting: (progress: FittingProgress) => void;
  readonly onEpoch?: (figures: EpochFigures) => void;
  readonly keep: (checkpoint: FittingCheckpoint) => Promise<void>;
  /** The checkpoint to go on from; it may throw where that was made otherwise. Asked once all images are read. */
  readonly from: (settings: FittingSettings, identity: string) => FittingCheckpoint | undefined;
}

/** In this order; then the fitting itself. */
export type TrainingStep = 'read-normals' | 'read-defects' | 'learn' | 'bank' | 'embed';

export interface Trained {
  readonly settings: FittingSettings;
  readonly outcome: KindsOutcome;
  /** Of the images, the backbone and the views. */
  readonly identity: string;
}

/**
 * The whole of a training on a plant's own images: reads and describes them, trains a projection, and judges it on
 * images it never saw.
 * @throws TouchstoneError of the images' codes, naming the image; what `from` throws; the signal's reason.
 */
export async function trainKinds(
  { normals, defects }: TrainingImages,
  choice: TrainingChoice,
  tools: Tools,
  watch: TrainingWatch,
): Promise<Trained> {
  const { views, seed } = choice;
  const { signal } = watch;
  const reading = (step: TrainingStep): Watch => ({ signal, onStep: (_, done, of) => watch.onStep(step, done, of) }); // prettier-ignore
  const normal = await readPixels(normals, tools, reading('read-normals'));
  const defect = await readPixels(defects, tools, reading('read-defects'));
  const settings = kindSettings(choice, tools.backbone.dimensions);
  const seenBy = [tools.backbone.hash, ...(tools.view ? [tools.view.key] : [])].join(' ');
  const identity = `${seenBy} ${defect.sha256} ${normal.sha256} views ${views}`;
  const from = watch.from(settings, identity);
  const all = [...defect.images, ...normal.images];
  const onStep = (step: string, done: number, of: number) =>
    watch.onStep(step as TrainingStep, done, of);
  const described = await describeDefects(normal.images, all, { views, seed }, tools, { signal, onStep }); // prettier-ignore
  const labels = defects.map(({ label }) => label);
  const task = { described, labels, split: splitByLabel(labels, seed), settings, identity };
  const { onFitting, onEpoch, keep: onCheckpoint } = watch;
  const following = { from, signal, onCheckpoint, onStep: onFitting, ...(onEpoch ? { onEpoch } : {}) }; // prettier-ignore
  return { settings, outcome: await fitKinds(task, tools, following), identity };
}

/** A projection of as many dimensions as what it is put on. */
export function kindSettings(
  { objective, head, epochs, seed }: Omit<TrainingChoice, 'views'>,
  inputs: number,
): FittingSettings {
  const hidden = head === 'mlp' ? 2 * inputs : null;
  const shape = { inputs, hidden, dimensions: inputs, l2Norm: true };
  return settingsFor(objective, shape, { epochs, seed });
}
