import type { Tensor, TensorRuntime } from '#tensors';
import { readOut } from '../read-out.js';
import { distanceErrorBound, squaredNorms } from '#numbers';

/** Elements of one product at most: 8 Mi float32 are 32 MiB. */
const productElements = 8 * 2 ** 20;

/**
 * The rows on the tensor runtime with their squared distance to the nearest picked row, float32 with a known error
 * bound. Owns its tensors.
 */
export class FarthestRows {
  readonly count: number;
  /** The largest error of a squared distance from here. */
  readonly errorBound: number;
  readonly squares: Float32Array;
  readonly #points: Tensor;
  readonly #squares: Tensor;
  #nearest: Tensor;

  constructor(
    private readonly runtime: TensorRuntime,
    readonly rows: Float32Array,
    readonly dimensions: number,
  ) {
    const { tf } = runtime;
    this.count = rows.length / dimensions;
    const { squares, largest } = squaredNorms(rows, dimensions);
    this.squares = squares;
    this.errorBound = distanceErrorBound(dimensions, largest);
    this.#points = tf.tensor2d(rows, [this.count, dimensions]);
    this.#squares = tf.tensor1d(squares);
    this.#nearest = tf.fill([this.count], Infinity);
  }

  /** Returns the `size` rows farthest by float32, ascending by index, and a bound that no row outside reaches. */
  top(size: number): { indices: Int32Array; outside: number } {
    const whole = size >= this.count;
    const { values, indices } = this.runtime.tf.topk(this.#nearest, whole ? this.count : size + 1);
    try {
      const outside = whole ? -Infinity : values.dataSync()[size]! + this.errorBound;
      const rows = indices.dataSync() as Int32Array;
      return { indices: rows.slice(0, whole ? this.count : size).sort(), outside };
    } finally {
      this.runtime.tf.dispose([values, indices]);
    }
  }

  /** Counts the rows with these indices as picked: one product with all rows, in pieces. */
  bringNearer(picked: readonly number[]): void {
    if (picked.length === 0) return;
    const nearest = this.runtime.tf.tidy(() => this.#nearestWith(picked));
    this.#nearest.dispose();
    this.#nearest = nearest;
  }

  #nearestWith(picked: readonly number[]): Tensor {
    const { tf } = this.runtime;
    const centres = this.rowsAt(picked);
    const squares = this.squaresAt(picked);
    const step = Math.max(1, Math.floor(productElements / picked.length));
    const pieces: Tensor[] = [];
    for (let from = 0; from < this.count; from += step) {
      const size = Math.min(step, this.count - from);
      pieces.push(tf.tidy(() => this.#smallest(from, size, centres, squares)));
    }
    const all = pieces.length === 1 ? pieces[0]! : tf.concat(pieces);
    return tf.minimum(this.#nearest, tf.add(all, this.#squares));
  }

  /**
   * min over the centres of |c|^2 - 2 x.c for `size` rows from `from`. The centres are transposed by
   * themselves: `matMul` with `transposeB` is over ten times slower on WASM.
   */
  #smallest(from: number, size: number, centres: Tensor, squares: Tensor): Tensor {
    const { tf } = this.runtime;
    const points = tf.slice(this.#points, [from, 0], [size, this.dimensions]);
    const product = tf.matMul(points, tf.transpose(tf.mul(centres, -2)));
    return tf.min(tf.add(product, squares), 1);
  }

  /** Returns the rows as a tensor `[m, d]`; the caller owns it. */
  rowsAt(indices: readonly number[] | Int32Array): Tensor {
    const { tf } = this.runtime;
    return tf.tidy(() => tf.gather(this.#points, tf.tensor1d([...indices], 'int32')));
  }

  /** Returns the rows' squared norms `[m]`; the caller owns them. */
  squaresAt(indices: readonly number[] | Int32Array): Tensor {
    return this.runtime.tf.tensor1d(Array.from(indices, (i) => this.squares[i]!));
  }

  /** Returns the squared distances in float32 of the rows at `a` to those at `b`, `[a, b]` row-major. */
  between(a: Int32Array, b: readonly number[] | Int32Array): Float32Array {
    const { tf } = this.runtime;
    return readOut(this.runtime, () => {
      const product = tf.matMul(this.rowsAt(a), tf.transpose(this.rowsAt(b)));
      const squares = tf.add(tf.expandDims(this.squaresAt(a), 1), this.squaresAt(b));
      return tf.sub(squares, tf.mul(product, 2));
    });
  }

  dispose(): void {
    this.runtime.tf.dispose([this.#points, this.#squares, this.#nearest]);
  }
}
