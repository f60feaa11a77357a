import type { WeightSettings } from './channel-weights.js';
import type { StationImage } from '../kinds/station-images.js';
import type { PatchProjection } from './patch-projection.js';

export interface OneClassImages {
  readonly normals: readonly StationImage[];
  /** The test images, labelled `good` or by their kind of defect; they decide nothing, and there may be none. */
  readonly test: readonly StationImage[];
}

/** The steps of a training in this order; some come again, with other images. */
export type OneClassStep =
  | 'read-normals'
  | 'read-test'
  | 'learn'
  | 'bank'
  | 'paste'
  | 'compare'
  | 'train'
  | 'embed'
  | 'judge';

/** The AUROC by a memory bank of the base's patches, and by one of the projected ones. */
export interface BeforeAndAfter {
  readonly before: number;
  readonly after: number;
}

export interface OneClassOutcome {
  readonly projection: PatchProjection;
  /** The weights of the channels, mean 1. */
  readonly weights: Float32Array;
  readonly settings: WeightSettings;
  readonly losses: readonly number[];
  /**
   * The AUROC of patches under defects that were pasted into good parts which nothing was learned from, against the
   * hardest patches of those parts: it decides. Whole images would not tell, pasted defects are found too easily.
   */
  readonly deciding: BeforeAndAfter;
  /** The AUROC of the test images by their image scores; null without good ones or defects among them. */
  readonly test: BeforeAndAfter | null;
  /** The numbers of good parts that made the bank, the weights and the decision. */
  readonly parts: { readonly bank: number; readonly fit: number; readonly decide: number };
  /** SHA-256 over the images and their labels. */
  readonly sha256: { readonly normals: string; readonly test: string };
}

/** Tells whether the outcome is better by what decides; equal is not better. */
export function isBetterOneClass({ deciding }: Pick<OneClassOutcome, 'deciding'>): boolean {
  return deciding.after > deciding.before;
}
