import type { TensorRuntime } from '#tensors';
import { squaredDistance, type Vectors, vectorAt } from './vectors.js';

export type Metric = 'cosine' | 'l2';

/** One vector that was found: its place, and how far it is: 1 - cosine, or Euclidean distance. */
export interface Neighbour {
  readonly place: number;
  readonly distance: number;
}

/** The number of rows that are scored in one product: 128 MiB at 128 dimensions. */
const rowsAtOnce = 262_144;
/**
 * The number of candidates beyond those asked for that the float32 product gives; their distances are then taken in
 * float64.
 */
const spare = 12;

interface Part {
  readonly from: number;
  readonly rows: ReturnType<TensorRuntime['tf']['tensor2d']>;
  readonly squares: ReturnType<TensorRuntime['tf']['tensor1d']>;
}

/**
 * Exact search over vectors that one machine holds: a matrix product and the largest elements of it, then the
 * candidates' distances in float64. Owns its tensors.
 */
export class ExactSearch {
  readonly #parts: Part[];

  constructor(
    private readonly runtime: TensorRuntime,
    private readonly vectors: Vectors,
  ) {
    const starts = [];
    for (let from = 0; from < vectors.count; from += rowsAtOnce) starts.push(from);
    this.#parts = starts.map((from) => this.#part(from));
  }

  #part(from: number): Part {
    const { tf } = this.runtime;
    const { values, count, dimensions } = this.vectors;
    const until = Math.min(count, from + rowsAtOnce);
    const some = values.subarray(from * dimensions, until * dimensions);
    const rows = tf.tensor2d(some, [until - from, dimensions]);
    const squares = tf.tidy(() => tf.sum<ReturnType<typeof tf.tensor1d>>(tf.square(rows), 1));
    return { from, rows, squares };
  }

  /** Returns the `k` nearest vectors, nearest first; the earlier one where two are equally far. */
  nearest(query: Float32Array, k: number, metric: Metric = 'cosine'): Neighbour[] {
    const candidates = this.#parts.flatMap((part) => this.#candidates(part, query, k, metric));
    return candidates
      .map((place) => ({ place, distance: this.#distance(query, place, metric) }))
      .sort((a, b) => a.distance - b.distance || a.place - b.place)
      .slice(0, k);
  }

  #candidates(
    { from, rows, squares }: Part,
    query: Float32Array,
    k: number,
    metric: Metric,
  ): number[] {
    const { tf } = this.runtime;
    const places = tf.tidy(() => {
      const products = tf.reshape(tf.matMul(rows, tf.tensor2d(query, [query.length, 1])), [-1]);
      // Larger is nearer: 2 q.b - |b|^2 orders as minus the squared distance does, q.b / |b| as the cosine.
      const likeness =
        metric === 'l2'
          ? tf.sub(tf.mul(products, 2), squares)
          : tf.div(products, tf.maximum(tf.sqrt(squares), 1e-30));
      return tf.topk(likeness, Math.min(k + spare, rows.shape[0])).indices;
    });
    try {
      return Array.from(places.dataSync(), (place) => from + place);
    } finally {
      places.dispose();
    }
  }

  #distance(query: Float32Array, place: number, metric: Metric): number {
    const x = vectorAt(this.vectors, place);
    return metric === 'l2' ? Math.sqrt(squaredDistance(query, x)) : cosineDistance(query, x);
  }

  dispose(): void {
    for (const { rows, squares } of this.#parts) this.runtime.tf.dispose([rows, squares]);
  }
}

/** Returns 1 - cosine of the angle, 0 to 2; 1 beside a zero vector. */
export function cosineDistance(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let c = 0; c < a.length; c++) {
    ab += a[c]! * b[c]!;
    aa += a[c]! * a[c]!;
    bb += b[c]! * b[c]!;
  }
  return aa === 0 || bb === 0 ? 1 : 1 - ab / Math.sqrt(aa * bb);
}
