import { TouchstoneError } from '#contracts';
import type { Tensor, Tensor2D, TensorRuntime } from '#tensors';
import { inverseDeviation, standardise, type Channels } from '../patches/channels.js';
import { likenessAt, reachOf } from './likeness.js';
import type { MemoryBank } from '../memory-bank.js';
import { patchDistances } from '../patches/patch-distances.js';
import { readOut } from '../read-out.js';
import { distanceErrorBound, squaredDistance, squaredNorms } from '#numbers';

/** One remembered defect: raw patch embeddings `[n, d]`, row-major. */
export interface DefectPatches {
  readonly id: string;
  readonly name: string | null;
  readonly patches: Float32Array;
}

/** The remembered patch that a frame's patch is most like. */
export interface Likeness {
  readonly entryId: string;
  readonly name: string | null;
  /** The likeness, above 0 and at most 1. */
  readonly likeness: number;
  /** Place of the frame's patch: row * columns + column. */
  readonly place: number;
}

/** Added to what the error bound allows, for the rounding of the scaling itself. */
const ratioMargin = 1e-4;

/**
 * A station's remembered defects against its active bank. Looking for look-alikes is one product of all patches
 * of a batch with all remembered ones; only patches that may lie within a reach leave the runtime, and whether
 * they do is decided in float64. The same patches give the same answer, whatever batch they come in.
 * Owns its tensors; without entries it has none.
 */
export class DefectMemory {
  readonly #owners: readonly DefectPatches[];
  readonly #points: Float32Array;
  readonly #reaches: Float64Array;
  readonly #channels: Channels;
  readonly #dimensions: number;
  /** The tensors that the product is taken with; null without entries. */
  readonly #tensors: { mean: Tensor; inverse: Tensor; points: Tensor2D; squares: Tensor; shares: Tensor } | null; // prettier-ignore
  readonly #largestSquare: number;

  private constructor(
    private readonly runtime: TensorRuntime,
    bank: MemoryBank,
    kept: readonly { owner: DefectPatches; at: number; reach: number }[],
  ) {
    this.#channels = bank.contents.channels;
    const d = (this.#dimensions = bank.dimensions);
    this.#owners = kept.map(({ owner }) => owner);
    this.#reaches = Float64Array.from(kept, ({ reach }) => reach);
    this.#points = new Float32Array(kept.length * d);
    kept.forEach(({ owner, at }, i) =>
      this.#points.set(owner.patches.subarray(at * d, (at + 1) * d), i * d),
    );
    standardise(this.#points, this.#channels);
    const { squares, largest } = squaredNorms(this.#points, d);
    this.#largestSquare = largest;
    this.#tensors = kept.length === 0 ? null : this.#onRuntime(squares);
  }

  /**
   * Remembers the entries, in their order: the first of equally like ones is named. A patch that the bank itself
   * holds has no reach. @throws TouchstoneError model-invalid when an entry has other dimensions than the bank.
   */
  static async open(
    runtime: TensorRuntime,
    bank: MemoryBank,
    entries: readonly DefectPatches[],
  ): Promise<DefectMemory> {
    const kept: { owner: DefectPatches; at: number; reach: number }[] = [];
    for (const owner of entries) {
      refuseOtherDimensions(owner, bank);
      const distances = await patchDistances(runtime, bank, owner.patches);
      distances.forEach((distance, at) => {
        const reach = reachOf(distance);
        if (reach > 0) kept.push({ owner, at, reach });
      });
    }
    return new DefectMemory(runtime, bank, kept);
  }

  /** The number of remembered patches. */
  get size(): number {
    return this.#owners.length;
  }

  /** The bytes of memory that it takes, about: its patches, and the engine's copy of them. */
  get bytes(): number {
    return 2 * this.#points.byteLength;
  }

  /**
   * Returns what each frame looks like most, null where all of its patches lie outside every reach. `frames` are raw
   * patches `[rows * columns, d]` each; `mask` is 1 where a patch counts.
   */
  lookAlikes(frames: readonly Float32Array[], mask: Uint8Array | null = null): (Likeness | null)[] {
    if (this.#tensors === null || frames.length === 0) return frames.map(() => null);
    const size = frames[0]!.length / this.#dimensions;
    const near = this.#mayBeNear(frames);
    return frames.map((patches, frame) => {
      const places = near
        .filter((query) => Math.floor(query / size) === frame)
        .map((query) => query % size);
      return this.#closest(
        patches,
        places.filter((place) => mask === null || mask[place] === 1),
      );
    });
  }

  dispose(): void {
    if (this.#tensors !== null) this.runtime.tf.dispose(Object.values(this.#tensors));
  }

  #onRuntime(squares: Float32Array) {
    const { tf } = this.runtime;
    const { mean } = this.#channels;
    const n = this.#owners.length;
    return {
      mean: tf.tensor1d(mean),
      inverse: tf.tensor1d(inverseDeviation(this.#channels)),
      points: tf.tidy(() => tf.transpose(tf.tensor2d(this.#points, [n, this.#dimensions]))),
      squares: tf.tensor1d(squares),
      shares: tf.tensor1d(Float32Array.from(this.#reaches, (reach) => 1 / (reach * reach))),
    };
  }

  /**
   * Patches, counted through all frames, that may lie within a reach: whose smallest `(distance / reach)^2`, less
   * what rounding in float32 can add to it, is below 1.
   */
  #mayBeNear(frames: readonly Float32Array[]): number[] {
    const { tf } = this.runtime;
    const { mean, inverse, points, squares, shares } = this.#tensors!;
    const d = this.#dimensions;
    const all = new Float32Array(frames.length * frames[0]!.length);
    frames.forEach((patches, i) => all.set(patches, i * patches.length));
    const count = all.length / d;
    const ratios = readOut(this.runtime, () => {
      const queries = tf.mul<Tensor2D>(tf.sub(tf.tensor2d(all, [count, d]), mean), inverse);
      const norms = tf.sum(tf.square(queries), 1, true);
      const squared = tf.sub(tf.add(norms, squares), tf.mul(tf.matMul(queries, points), 2));
      const errors = tf.mul(tf.maximum(norms, this.#largestSquare), distanceErrorBound(d, 1));
      return tf.min(tf.mul(tf.sub(squared, errors), shares), 1);
    });
    return [...ratios.keys()].filter((query) => ratios[query]! < 1 + ratioMargin);
  }

  /**
   * Finds the closest in float64 from the standardised float32 numbers; of equals the first place, then the first
   * patch.
   */
  #closest(patches: Float32Array, places: readonly number[]): Likeness | null {
    const d = this.#dimensions;
    let best: { likeness: number; place: number; owner: DefectPatches } | null = null;
    for (const place of places) {
      const query = patches.slice(place * d, (place + 1) * d);
      standardise(query, this.#channels);
      for (const [i, owner] of this.#owners.entries()) {
        const distance = Math.sqrt(squaredDistance(query, 0, this.#points, i, d));
        const likeness = likenessAt(distance, this.#reaches[i]!);
        if (likeness > (best?.likeness ?? 0)) best = { likeness, place, owner };
      }
    }
    if (best === null) return null;
    const { likeness, place, owner } = best;
    return { entryId: owner.id, name: owner.name, likeness, place };
  }
}

function refuseOtherDimensions({ id, patches }: DefectPatches, bank: MemoryBank): void {
  if (patches.length % bank.dimensions === 0) return;
  throw new TouchstoneError(
    'model-invalid',
    `The remembered defect ${id} holds ${patches.length} numbers, no multiple of the bank's ${bank.dimensions} dimensions: ` +
      'it was made with another backbone. Undo the entry.',
  );
}
