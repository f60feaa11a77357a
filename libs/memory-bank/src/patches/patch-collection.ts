import { TouchstoneError } from '#contracts';
import { ChannelMoments, standardise, type Channels } from './channels.js';
import { seededRandom } from '#numbers';

/** Raw patch embeddings of one normal: `[rows * columns, dimensions]`, row-major. */
export interface NormalPatches {
  readonly normalId: string;
  readonly patches: Float32Array;
  readonly rows: number;
  readonly columns: number;
  readonly dimensions: number;
}

/** The normals a bank is built from, one after the other; each is looked at once. */
export type PatchSource = AsyncIterable<NormalPatches> | Iterable<NormalPatches>;

export interface Grid {
  readonly rows: number;
  readonly columns: number;
}

/** Standardised patches `[n, d]` with where each came from. */
export interface CollectedPatches {
  readonly patches: Float32Array;
  readonly dimensions: number;
  readonly grid: Grid;
  readonly channels: Channels;
  /** Normals in the order they came; `normalOf[i]` is a place in it. */
  readonly normalIds: readonly string[];
  readonly normalOf: Int32Array;
  /** Place in the grid of each patch: row * columns + column. */
  readonly placeOf: Int32Array;
  /** Patches that came in, more than are kept where the bound was reached. */
  readonly seen: number;
  /** Of the patches of each group of normals, where groups were asked for: all that came in. */
  readonly groupMoments: ReadonlyMap<number, ChannelMoments>;
}

export interface CollectionSettings {
  readonly maxPatches: number;
  readonly seed: number;
  /** The mask, row-major, 1 where a patch counts: the others are left out as if they were not there. */
  readonly mask?: Uint8Array | null;
  /** The group of a normal, for moments of each group. */
  readonly groupOf?: (normalId: string) => number;
  /** The patches counted before these: their share in the channels' mean and deviation. */
  readonly before?: { readonly channels: Channels; readonly patches: number };
}

/**
 * Takes in all normals, standardises their patches by their own mean and deviation, and keeps at most
 * `maxPatches` of them. Up to there every patch is kept. Beyond it the kept ones are a uniform sample of
 * all that came (reservoir sampling, Vitter 1985, algorithm R, seeded), while mean and deviation still
 * count every patch.
 * @throws TouchstoneError too-few-normals when none came; bank-invalid when grids or values do not fit.
 */
export async function collectPatches(
  source: PatchSource,
  settings: CollectionSettings,
): Promise<CollectedPatches> {
  let collection: PatchCollection | undefined;
  for await (const normal of source) {
    collection ??= new PatchCollection(normal, settings);
    collection.add(normal);
  }
  if (!collection)
    throw new TouchstoneError('too-few-normals', 'A memory bank needs at least one normal.');
  return collection.finish();
}

class PatchCollection {
  readonly #moments: ChannelMoments;
  readonly #groups = new Map<number, ChannelMoments>();
  readonly #random: () => number;
  readonly #normalIds: string[] = [];
  readonly #normalOf: number[] = [];
  readonly #placeOf: number[] = [];
  #kept: Float32Array;
  #seen = 0;

  constructor(
    private readonly first: NormalPatches,
    private readonly settings: CollectionSettings,
  ) {
    const { before } = settings;
    this.#moments = before
      ? ChannelMoments.of(before.channels, before.patches)
      : new ChannelMoments(first.dimensions);
    this.#random = seededRandom(settings.seed);
    this.#kept = new Float32Array(first.patches.length);
  }

  add(normal: NormalPatches): void {
    this.#check(normal);
    const { mask = null } = this.settings;
    const counted = countedPatches(normal, mask);
    this.#moments.add(counted);
    this.#addToGroup(normal, counted);
    this.#checkFinite(normal);
    const d = normal.dimensions;
    const index = this.#normalIds.push(normal.normalId) - 1;
    for (let place = 0; place < normal.rows * normal.columns; place++)
      if (!mask || mask[place] === 1)
        this.#take(normal.patches.subarray(place * d, (place + 1) * d), index, place);
  }

  #addToGroup({ normalId, dimensions }: NormalPatches, patches: Float32Array): void {
    const group = this.settings.groupOf?.(normalId);
    if (group === undefined) return;
    const moments = this.#groups.get(group) ?? new ChannelMoments(dimensions);
    this.#groups.set(group, moments);
    moments.add(patches);
  }

  #take(patch: Float32Array, normal: number, place: number): void {
    const slot = this.#slot();
    if (slot === undefined) return;
    this.#makeRoom(slot);
    this.#kept.set(patch, slot * patch.length);
    this.#normalOf[slot] = normal;
    this.#placeOf[slot] = place;
  }

  /** The next free slot; when full, a slot to overwrite with probability kept / seen. */
  #slot(): number | undefined {
    const order = this.#seen++;
    if (order < this.settings.maxPatches) return order;
    const slot = Math.floor(this.#random() * this.#seen);
    return slot < this.settings.maxPatches ? slot : undefined;
  }

  /** Grows by doubling up to the bound, so that a stream of unknown length copies each patch about once. */
  #makeRoom(slot: number): void {
    const d = this.first.dimensions;
    if ((slot + 1) * d <= this.#kept.length) return;
    const grown = new Float32Array(
      Math.min(this.settings.maxPatches * d, Math.max(2 * this.#kept.length, (slot + 1) * d)),
    );
    grown.set(this.#kept);
    this.#kept = grown;
  }

  finish(): CollectedPatches {
    const { dimensions, rows, columns } = this.first;
    const patches = this.#kept.subarray(0, this.#normalOf.length * dimensions);
    const channels = this.#moments.channels();
    standardise(patches, channels);
    return {
      patches,
      dimensions,
      grid: { rows, columns },
      channels,
      normalIds: this.#normalIds,
      normalOf: Int32Array.from(this.#normalOf),
      placeOf: Int32Array.from(this.#placeOf),
      seen: this.#seen,
      groupMoments: this.#groups,
    };
  }

  #check(normal: NormalPatches): void {
    const { rows, columns, dimensions } = this.first;
    if (
      normal.rows !== rows ||
      normal.columns !== columns ||
      normal.dimensions !== dimensions ||
      normal.patches.length !== rows * columns * dimensions
    )
      throw new TouchstoneError(
        'bank-invalid',
        `Normal ${normal.normalId} has patches [${normal.rows}, ${normal.columns}, ${normal.dimensions}], ` +
          `the ones before it [${rows}, ${columns}, ${dimensions}]: embed all with one backbone at one size.`,
      );
  }

  /** A number that is not finite stays in the running mean. */
  #checkFinite(normal: NormalPatches): void {
    if (!this.#moments.finite)
      throw new TouchstoneError(
        'bank-invalid',
        `Normal ${normal.normalId} has patch embeddings that are not finite numbers: check the backbone's weights.`,
      );
  }
}

/** Returns the patches that the mask leaves, `[n, d]`. */
export function countedPatches(normal: NormalPatches, mask: Uint8Array | null): Float32Array {
  const d = normal.dimensions;
  return mask ? normal.patches.filter((_, i) => mask[Math.floor(i / d)] === 1) : normal.patches;
}
