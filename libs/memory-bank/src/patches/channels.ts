/** Mean and deviation of each channel over a station's normal patches; float32, `[d]` each. */
export interface Channels {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/**
 * Running mean and sum of squared deviations of each channel, one frame at a time, in float64: Chan,
 * Golub and LeVeque's pairwise update (1979). Every patch counts, also those a thinning leaves out.
 */
export class ChannelMoments {
  readonly #mean: Float64Array;
  readonly #squares: Float64Array;
  #count = 0;

  constructor(readonly dimensions: number) {
    this.#mean = new Float64Array(dimensions);
    this.#squares = new Float64Array(dimensions);
  }

  /** Returns the moments of `count` patches that were counted before; what float32 lost of them stays lost. */
  static of({ mean, deviation }: Channels, count: number): ChannelMoments {
    const moments = new ChannelMoments(mean.length);
    const sum = Float64Array.from(mean, (m) => m * count);
    moments.#merge(
      count,
      sum,
      Float64Array.from(deviation, (v) => v * v * count),
    );
    return moments;
  }

  /** Adds the patches of one frame, `[n, d]` row-major. */
  add(patches: Float32Array): void {
    const d = this.dimensions;
    const n = patches.length / d;
    if (n === 0) return;
    const sum = new Float64Array(d);
    for (let at = 0; at < patches.length; at += d)
      for (let c = 0; c < d; c++) sum[c]! += patches[at + c]!;
    const squares = new Float64Array(d);
    const mean = sum.map((total) => total / n);
    for (let at = 0; at < patches.length; at += d)
      for (let c = 0; c < d; c++) {
        const difference = patches[at + c]! - mean[c]!;
        squares[c]! += difference * difference;
      }
    this.#merge(n, sum, squares);
  }

  /** Adds what another counted. */
  merge(other: ChannelMoments): void {
    const sum = other.#mean.map((m) => m * other.#count);
    this.#merge(other.#count, sum, other.#squares);
  }

  /** Returns how many patches were counted. */
  get count(): number {
    return this.#count;
  }

  /** Tells whether all numbers so far were finite; float32 numbers cannot overflow these sums. */
  get finite(): boolean {
    return this.#mean.every(Number.isFinite);
  }

  #merge(n: number, sum: Float64Array, squares: Float64Array): void {
    if (n === 0) return;
    const total = this.#count + n;
    for (let c = 0; c < this.dimensions; c++) {
      const shift = sum[c]! / n - this.#mean[c]!;
      this.#squares[c]! += squares[c]! + (shift * shift * this.#count * n) / total;
      this.#mean[c]! += (shift * n) / total;
    }
    this.#count = total;
  }

  /**
   * Returns the mean and population deviation. A deviation under a thousandth of the channels' root mean square is
   * raised to it: a channel that never moved in the normals would otherwise turn rounding noise into any score at all.
   * Where no channel moved, every deviation is 1.
   */
  channels(): Channels {
    const deviation = Float32Array.from(this.#squares, (s) => Math.sqrt(s / this.#count));
    const meanSquare = deviation.reduce((sum, v) => sum + v * v, 0) / this.dimensions;
    const floor = Math.sqrt(meanSquare) / 1000;
    return {
      mean: Float32Array.from(this.#mean),
      deviation: deviation.map((v) => (floor > 0 ? Math.max(v, floor) : 1)),
    };
  }
}

/** Returns one over each deviation, which the patches are multiplied with, here and on the tensor runtime. */
export function inverseDeviation(channels: Channels): Float32Array {
  return channels.deviation.map((v) => 1 / v);
}

/**
 * Standardises `[n, d]` rows in place, each step rounded to float32, so that the tensor runtime's
 * subtract and multiply give the same bits.
 */
export function standardise(rows: Float32Array, channels: Channels): void {
  const d = channels.mean.length;
  const inverse = inverseDeviation(channels);
  for (let at = 0; at < rows.length; at += d)
    for (let c = 0; c < d; c++)
      rows[at + c] = Math.fround(rows[at + c]! - channels.mean[c]!) * inverse[c]!;
}

/** `[n, d]` rows that were standardised by one pair of moments, standardised by another; a copy. */
export function restandardised(rows: Float32Array, from: Channels, to: Channels): Float32Array {
  const d = from.mean.length;
  const raw = rows.map((v, i) => v * from.deviation[i % d]! + from.mean[i % d]!);
  standardise(raw, to);
  return raw;
}
