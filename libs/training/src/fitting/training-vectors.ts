/** What a projection learns from: each item (an image, or a patch) as it is and in augmented views. */
export interface TrainingVectors {
  readonly inputs: number;
  readonly items: number;
  /** Of each item; the first is the item as it is. */
  readonly views: number;
  /** `[items, views, inputs]`, row-major. */
  readonly values: Float32Array;
  /** A class of each item, 0 to classes - 1; null where nobody said. */
  readonly labels: readonly number[] | null;
  /** What identifies the numbers, e.g. a hash; a run does not go on with others. */
  readonly identity: string;
}

/** Vectors and their labels, in the order that the objective expects. */
export interface VectorBatch {
  /** `[rows, inputs]`. */
  readonly values: Float32Array;
  readonly labels: readonly number[];
}
