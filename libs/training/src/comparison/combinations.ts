import type { Pooling } from '../heads/pooling.js';

/** The way in which a grid of patch embeddings becomes one vector: pooled, or the mean of the worst patches. */
export type CombinationPooling = Pooling | 'defect';
/** The layers that the vector goes through: none, one, or two with a rectifier between. */
export type HeadKind = 'none' | 'linear' | 'mlp';

/** One way from a picture's patch embeddings to the vector that stands for it. */
export interface Combination {
  readonly pooling: CombinationPooling;
  /** Tells whether vectors are brought to unit length: before the head, and after it. */
  readonly l2Norm: boolean;
  readonly head: HeadKind;
}

export interface WaysChoice {
  readonly poolings: readonly CombinationPooling[];
  readonly l2Norms: readonly boolean[];
  readonly heads: readonly HeadKind[];
}

/** Returns every combination, those of one pooling and norm beside each other. */
export function waysOf({ poolings, l2Norms, heads }: WaysChoice): Combination[] {
  return poolings.flatMap((pooling) =>
    l2Norms.flatMap((l2Norm) => heads.map((head) => ({ pooling, l2Norm, head }))),
  );
}

/** Numbers of a way's vector, which is float32: 4 bytes each on the disk. A head gives as many as a patch has. */
export function dimensionsOf(
  { pooling, head }: Combination,
  { grid, dimensions }: { grid: { rows: number; columns: number }; dimensions: number },
): number {
  if (head !== 'none' || pooling !== 'flatten') return dimensions;
  return grid.rows * grid.columns * dimensions;
}
