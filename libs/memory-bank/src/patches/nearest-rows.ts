import type { Tensor, Tensor2D, TensorRuntime } from '#tensors';
import type { BankContents } from '../file/bank-contents.js';
import { inverseDeviation } from './channels.js';
import { readOut } from '../read-out.js';
import { distanceErrorBound, squaredDistance, squaredNorms } from '#numbers';

/** Elements of one product at most: 8 Mi float32 are 32 MiB. */
const productElements = 8 * 2 ** 20;

/**
 * The share of the query's own squared norm below which the float32 difference of norms and products has lost more
 * digits than the 1e-5 we promise, and the distance is taken again in float64.
 */
const cancelledShare = 0.004;

/** The bank's row nearest to one query, exact. */
export interface NearestRow {
  readonly row: number;
  readonly distance: number;
}

/** Standardised queries on the runtime; the caller disposes of both. */
export interface Queries {
  /** The queries `[p, d]`. */
  readonly points: Tensor2D;
  /** Squared norms `[p]`. */
  readonly squares: Tensor;
}

/**
 * The nearest bank row of many queries by matrix product. The rows lie on the runtime transposed,
 * `[d + 1, n]`, their last line -|b|^2 / 2; queries get a column of ones. Then the largest element of a
 * row of the product is `q.b - |b|^2 / 2`, and `|q - b|^2 = |q|^2 - 2 max`. Owns its tensors.
 */
export class NearestRows {
  readonly count: number;
  readonly #mean: Tensor;
  readonly #inverse: Tensor;
  readonly #bank: Tensor2D;
  readonly #largestSquare: number;

  constructor(
    private readonly runtime: TensorRuntime,
    private readonly contents: BankContents,
  ) {
    const { tf } = runtime;
    const { rows, dimensions, channels } = contents;
    this.count = rows.length / dimensions;
    const { squares, largest } = squaredNorms(rows, dimensions);
    this.#largestSquare = largest;
    this.#mean = tf.tensor1d(channels.mean);
    this.#inverse = tf.tensor1d(inverseDeviation(channels));
    this.#bank = tf.tidy(() => {
      const points = tf.tensor2d(rows, [this.count, dimensions]);
      return tf.concat<Tensor2D>([tf.transpose(points), tf.expandDims(tf.mul(squares, -0.5), 0)]);
    });
  }

  /** Standardises raw patch embeddings `[..., d]`. */
  queries(raw: Tensor): Queries {
    const { tf } = this.runtime;
    return tf.tidy(() => {
      const flat = tf.reshape(raw, [-1, this.contents.dimensions]);
      const points = tf.mul<Tensor2D>(tf.sub(flat, this.#mean), this.#inverse);
      return { points, squares: tf.sum(tf.square(points), 1) };
    });
  }

  /** Returns the distance of each query to its nearest row, `[p]`; the smallest ones are refined to be exact. */
  distances(queries: Queries): Float32Array {
    const { tf } = this.runtime;
    const squared = readOut(this.runtime, () => tf.concat(this.#smallestSquares(queries)));
    const norms = queries.squares.dataSync();
    const cancelled: number[] = [];
    for (let i = 0; i < squared.length; i++)
      if (squared[i]! < cancelledShare * norms[i]!) cancelled.push(i);
    const exact = this.nearest(queries, cancelled);
    const distances = squared.map(Math.sqrt);
    cancelled.forEach((query, i) => (distances[query] = exact[i]!.distance));
    return distances;
  }

  /** Only the largest of each row of the product leaves it, piece by piece. */
  #smallestSquares(queries: Queries): Tensor[] {
    const { tf } = this.runtime;
    const [total, dimensions] = queries.points.shape;
    const step = Math.max(1, Math.floor(productElements / this.count));
    const pieces: Tensor[] = [];
    for (let from = 0; from < total; from += step) {
      const size = Math.min(step, total - from);
      pieces.push(
        tf.tidy(() => {
          const points = tf.slice(queries.points, [from, 0], [size, dimensions]);
          const largest = tf.max(this.#product(points), 1);
          return tf.sub(tf.slice(queries.squares, [from], [size]), tf.mul(largest, 2));
        }),
      );
    }
    return pieces;
  }

  #product(points: Tensor2D): Tensor {
    const { tf } = this.runtime;
    return tf.matMul(tf.pad2d(points, [[0, 0], [0, 1]], 1), this.#bank); // prettier-ignore
  }

  /**
   * Returns the nearest row of the queries at `places`, exact: the product says which rows come into question, their
   * distances are taken in float64; the lowest row where several are equally near.
   */
  nearest(queries: Queries, places: readonly number[]): NearestRow[] {
    const step = Math.max(1, Math.floor(productElements / this.count));
    const found: NearestRow[] = [];
    for (let from = 0; from < places.length; from += step)
      found.push(...this.#nearestPiece(queries, places.slice(from, from + step)));
    return found;
  }

  #nearestPiece(queries: Queries, places: readonly number[]): NearestRow[] {
    const { tf } = this.runtime;
    const points = tf.tidy(() => tf.gather(queries.points, tf.tensor1d([...places], 'int32')));
    try {
      const product = readOut(this.runtime, () => this.#product(points));
      const values = points.dataSync() as Float32Array;
      return places.map((_, i) => this.#exactNearest(values, i, product));
    } finally {
      points.dispose();
    }
  }

  #exactNearest(points: Float32Array, query: number, product: Float32Array): NearestRow {
    const { rows, dimensions } = this.contents;
    const values = product.subarray(query * this.count, (query + 1) * this.count);
    const margin = this.#margin(points.subarray(query * dimensions, (query + 1) * dimensions));
    const close = values.reduce((largest, v) => Math.max(largest, v), -Infinity) - margin;
    let best = { row: -1, squared: Infinity };
    for (let row = 0; row < this.count; row++) {
      if (values[row]! < close) continue;
      const squared = squaredDistance(points, query, rows, row, dimensions);
      if (squared < best.squared) best = { row, squared };
    }
    return { row: best.row, distance: Math.sqrt(best.squared) };
  }

  /** Twice the error bound, halved because the product's elements are half of squared distances. */
  #margin(point: Float32Array): number {
    const square = squaredNorms(point, this.contents.dimensions).largest;
    const largest = Math.max(this.#largestSquare, square);
    return distanceErrorBound(this.contents.dimensions, largest);
  }

  dispose(): void {
    this.runtime.tf.dispose([this.#mean, this.#inverse, this.#bank]);
  }
}
