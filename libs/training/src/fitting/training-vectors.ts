/** The vectors that a projection learns from: each item (an image, or a patch) as it is and in augmented variants. */
export interface TrainingVectors {
  readonly inputs: number;
  readonly items: number;
  /** The number of variants of each item; the first is the item as it is. */
  readonly views: number;
  /** The vectors `[items, views, inputs]`, row-major. */
  readonly values: Float32Array;
  /** The class of each item, 0 to classes - 1; null where nobody said. */
  readonly labels: readonly number[] | null;
  /** The name that identifies the numbers, e.g. a hash; a run does not go on with others. */
  readonly identity: string;
}

/** Vectors and their labels, in the order that the objective expects. */
export interface VectorBatch {
  /** The vectors `[rows, inputs]`. */
  readonly values: Float32Array;
  readonly labels: readonly number[];
}
