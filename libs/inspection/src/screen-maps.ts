import {
  ChannelMoments,
  seededRandom,
  standardise,
  type Channels,
  type NormalPatches,
} from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import { giveWay, placesInOneGo } from './give-way.js';
import { OtherParts } from './other-parts.js';
import type { Grid } from './screen-window.js';

/** Frames that each is compared with at most; a seeded draw beyond, so that the work grows with their number only. */
const mostCompared = 512;
/** Frames whose maps are made beside each other. */
const chunkSize = 256;

/** A frame and the part that it shows. */
export interface FrameOfPart {
  readonly id: string;
  readonly part: string;
}

export interface MapsInput {
  readonly runtime: TensorRuntime;
  readonly frames: readonly FrameOfPart[];
  /** Raw patches of these frames, in this order. */
  readonly patchesOf: (ids: readonly string[]) => AsyncIterable<NormalPatches>;
  /** Row-major, 1 where a patch counts; null: all do. */
  readonly mask: Uint8Array | null;
  readonly seed: number;
  readonly onProgress: (done: number, of: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The frames' distances to each other, and what is needed to take more of them. */
export interface Compared {
  /** One map a frame, in their order: each place's distance to other parts, see `OtherParts`. */
  readonly maps: readonly Float32Array[];
  readonly channels: Channels;
  readonly grid: Grid;
  /** The frames that were compared with, as places in the list of all, and their standardised patches. */
  readonly drawn: readonly number[];
  readonly patches: readonly Float32Array[];
  /** Part of each frame, by number. */
  readonly partOf: Int32Array;
  /** The caller disposes of it. */
  readonly others: OtherParts;
}

/**
 * Maps of every frame's distances to the frames of other parts, place by place.
 * @throws the signal's reason when it was aborted.
 */
export async function compareFrames(input: MapsInput): Promise<Compared> {
  const { frames, mask, runtime } = input;
  const partOf = numbered(frames.map(({ part }) => part));
  const drawn = draw(frames, input.seed);
  const { patches, channels, grid, dimensions } = await collect(input, drawn);
  const partOfDrawn = Int32Array.from(drawn, (place) => partOf[place]!);
  const others = new OtherParts(runtime, { patches, partOf: partOfDrawn, grid, dimensions, mask });
  try {
    const maps = await allMaps(input, others, partOf, channels);
    return { maps, channels, grid, drawn, patches, partOf, others };
  } catch (error) {
    others.dispose();
    throw error;
  }
}

function numbered(keys: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  for (const key of keys) if (!numbers.has(key)) numbers.set(key, numbers.size);
  return Int32Array.from(keys, (key) => numbers.get(key)!);
}

/** All, or a draw by the seed that does not depend on their order; ascending places. */
function draw(frames: readonly FrameOfPart[], seed: number): number[] {
  const places = frames.map((_, place) => place);
  if (places.length <= mostCompared) return places;
  const random = seededRandom(seed);
  return places
    .sort((a, b) => (frames[a]!.id < frames[b]!.id ? -1 : 1))
    .map((place) => ({ place, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, mostCompared)
    .map(({ place }) => place)
    .sort((a, b) => a - b);
}

async function collect({ frames, patchesOf }: MapsInput, drawn: readonly number[]) {
  const patches: Float32Array[] = [];
  let first: NormalPatches | undefined;
  let moments: ChannelMoments | undefined;
  for await (const normal of patchesOf(drawn.map((place) => frames[place]!.id))) {
    first ??= normal;
    moments ??= new ChannelMoments(normal.dimensions);
    moments.add(normal.patches);
    patches.push(normal.patches.slice());
  }
  const channels = moments!.channels();
  for (const values of patches) standardise(values, channels);
  const { rows, columns, dimensions } = first!;
  return { patches, channels, grid: { rows, columns }, dimensions };
}

async function allMaps(
  input: MapsInput,
  others: OtherParts,
  partOf: Int32Array,
  channels: Channels,
): Promise<Float32Array[]> {
  const maps: Float32Array[] = [];
  const { frames } = input;
  for (let from = 0; from < frames.length; from += chunkSize) {
    const ids = frames.slice(from, from + chunkSize).map(({ id }) => id);
    const chunk: Float32Array[] = [];
    for await (const { patches } of input.patchesOf(ids)) {
      chunk.push(patches.slice());
      standardise(chunk.at(-1)!, channels);
    }
    const parts = partOf.subarray(from, from + chunk.length);
    maps.push(...(await mapsOf(chunk, parts, others, input, channels.mean.length)));
    input.onProgress(maps.length, frames.length);
  }
  return maps;
}

async function mapsOf(
  chunk: readonly Float32Array[],
  parts: Int32Array,
  others: OtherParts,
  { mask, signal }: Pick<MapsInput, 'mask' | 'signal'>,
  d: number,
): Promise<Float32Array[]> {
  const places = chunk[0]!.length / d;
  const maps = chunk.map(() => new Float32Array(places));
  const vectors = new Float32Array(chunk.length * d);
  for (let place = 0; place < places; place++) {
    if (mask && !mask[place]) continue;
    chunk.forEach((frame, i) => vectors.set(frame.subarray(place * d, (place + 1) * d), i * d));
    const distances = others.distances(place, vectors, parts);
    maps.forEach((map, i) => (map[place] = distances[i]!));
    if (place % placesInOneGo === 0) await giveWay(signal);
  }
  return maps;
}
