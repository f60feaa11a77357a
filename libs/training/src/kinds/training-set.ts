import type { RgbImage } from '#images';
import { describeDefects, type Described, type DescribeOptions } from './describe.js';
import { readPixels, type StationImage, type Tools, type Watch } from './station-images.js';

export interface TrainingImages {
  /** The good parts. */
  readonly normals: readonly StationImage[];
  /** Labelled by their kinds. */
  readonly defects: readonly StationImage[];
}

/** The steps of a training in this order; then the fitting itself. */
export type TrainingStep = 'read-normals' | 'read-defects' | 'learn' | 'bank' | 'embed';

export interface StepWatch {
  readonly signal: AbortSignal;
  readonly onStep: (step: TrainingStep, done: number, of: number) => void;
}

/** A plant's images in memory. */
export interface PlantSet {
  readonly normals: readonly RgbImage[];
  readonly defects: readonly RgbImage[];
  /** The labels of the defects. */
  readonly labels: readonly string[];
  /** The text that identifies the images, their order and labels, and the backbone and view that see them. */
  readonly identity: string;
}

/** Reads a plant's images. @throws TouchstoneError of the images' codes, naming the image; the signal's reason. */
export async function readPlantSet(
  { normals, defects }: TrainingImages,
  tools: Tools,
  { signal, onStep }: StepWatch,
): Promise<PlantSet> {
  const reading = (step: TrainingStep): Watch => ({ signal, onStep: (_, done, of) => onStep(step, done, of) }); // prettier-ignore
  const normal = await readPixels(normals, tools, reading('read-normals'));
  const defect = await readPixels(defects, tools, reading('read-defects'));
  const seenBy = [tools.backbone.hash, ...(tools.view ? [tools.view.key] : [])].join(' ');
  return {
    normals: normal.images,
    defects: defect.images,
    labels: defects.map(({ label }) => label),
    identity: `${seenBy} ${defect.sha256} ${normal.sha256}`,
  };
}

/**
 * Describes defects, then good parts, by their worst patches.
 * @throws TouchstoneError of the bank's; the signal's reason.
 */
export function describePlantSet(
  { normals, defects }: PlantSet,
  options: DescribeOptions,
  tools: Tools,
  { signal, onStep }: StepWatch,
): Promise<Described> {
  return describeDefects(normals, [...defects, ...normals], options, tools, {
    signal,
    onStep: (step, done, of) => onStep(step as TrainingStep, done, of),
  });
}
