import { ChannelMoments, standardise, type Channels, type NormalPatches } from '#memory-bank';
import { seededRandom } from '#numbers';
import type { TensorRuntime } from '#tensors';
import { giveWay, placesInOneGo } from '../normals/give-way.js';
import { neighbourCount } from './nearest-parts.js';
import { OtherParts, type FoundNeighbours } from './other-parts.js';
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
  /** The mask, row-major, 1 where a patch counts; null: all do. */
  readonly mask: Uint8Array | null;
  readonly seed: number;
  readonly onProgress: (done: number, of: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The frames' distances to each other, and what is needed to take more of them. */
export interface ComparedMaps {
  /** The map of each frame, in their order: each place's distance to other parts, see `OtherParts`. */
  readonly maps: readonly Float32Array[];
  /**
   * The distances, frame by frame, at which the patches that are nearest there lie from others themselves, see
   * `aroundOf`.
   */
  readonly around: readonly Float32Array[];
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
export async function compareFrames(input: MapsInput): Promise<ComparedMaps> {
  const { frames, mask, runtime } = input;
  const partOf = numbered(frames.map(({ part }) => part));
  const drawn = draw(frames, input.seed);
  const { patches, channels, grid, dimensions } = await collect(input, drawn);
  const partOfDrawn = Int32Array.from(drawn, (place) => partOf[place]!);
  const others = new OtherParts(runtime, { patches, partOf: partOfDrawn, grid, dimensions, mask });
  try {
    const { maps, neighbours } = await allMaps(input, others, partOf, channels);
    const drawnMaps = drawn.map((place) => maps[place]!);
    const around = neighbours.map((of) => aroundOf(of, drawnMaps));
    return { maps, around, channels, grid, drawn, patches, partOf, others };
  } catch (error) {
    others.dispose();
    throw error;
  }
}

/**
 * Mean distance, at each place, of the patches nearest to a frame's: little where patches lie close together, so that one a
 * little apart is odd, and much where everything lies apart. `neighbours` are `[places, neighbourCount]` rows of `maps`.
 */
function aroundOf(neighbours: Int32Array, maps: readonly Float32Array[]): Float32Array {
  return Float32Array.from({ length: neighbours.length / neighbourCount }, (_, place) =>
    meanAt(place, neighbours.subarray(place * neighbourCount, (place + 1) * neighbourCount), maps),
  );
}

/** Returns the mean of the neighbours' maps at a place; 0 where there are none. */
export function meanAt(
  place: number,
  neighbours: Int32Array,
  maps: readonly Float32Array[],
): number {
  const there = neighbours.filter((frame) => frame >= 0);
  const sum = there.reduce((total, frame) => total + maps[frame]![place]!, 0);
  return sum / Math.max(1, there.length);
}

function numbered(keys: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  for (const key of keys) if (!numbers.has(key)) numbers.set(key, numbers.size);
  return Int32Array.from(keys, (key) => numbers.get(key)!);
}

/** Draws frames by the seed, whatever their order, or takes all; returns ascending places. */
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

/** Maps of frames and the neighbours `[places, neighbourCount]` that they were taken to. */
interface Maps {
  readonly maps: Float32Array[];
  readonly neighbours: Int32Array[];
}

async function allMaps(
  input: MapsInput,
  others: OtherParts,
  partOf: Int32Array,
  channels: Channels,
): Promise<Maps> {
  const all: Maps = { maps: [], neighbours: [] };
  const { frames } = input;
  for (let from = 0; from < frames.length; from += chunkSize) {
    const ids = frames.slice(from, from + chunkSize).map(({ id }) => id);
    const chunk: Float32Array[] = [];
    for await (const { patches } of input.patchesOf(ids)) {
      chunk.push(patches.slice());
      standardise(chunk.at(-1)!, channels);
    }
    const parts = partOf.subarray(from, from + chunk.length);
    const made = await mapsOf(chunk, parts, others, input, channels.mean.length);
    all.maps.push(...made.maps);
    all.neighbours.push(...made.neighbours);
    input.onProgress(all.maps.length, frames.length);
  }
  return all;
}

async function mapsOf(
  chunk: readonly Float32Array[],
  parts: Int32Array,
  others: OtherParts,
  { mask, signal }: Pick<MapsInput, 'mask' | 'signal'>,
  d: number,
): Promise<Maps> {
  const places = chunk[0]!.length / d;
  const maps = chunk.map(() => new Float32Array(places));
  const neighbours = chunk.map(() => new Int32Array(places * neighbourCount).fill(-1));
  const vectors = new Float32Array(chunk.length * d);
  for (let place = 0; place < places; place++) {
    if (mask && !mask[place]) continue;
    chunk.forEach((frame, i) => vectors.set(frame.subarray(place * d, (place + 1) * d), i * d));
    const found = others.distances(place, vectors, parts);
    maps.forEach((map, i) => (map[place] = found.distances[i]!));
    neighbours.forEach((of, i) => of.set(neighboursOf(found, i), place * neighbourCount));
    if (place % placesInOneGo === 0) await giveWay(signal);
  }
  return { maps, neighbours };
}

/** Returns the neighbours of the i-th vector. */
export function neighboursOf({ neighbours }: FoundNeighbours, i: number): Int32Array {
  return neighbours.subarray(i * neighbourCount, (i + 1) * neighbourCount);
}
