import type { SetAside } from '#contracts';
import { standardise, type NormalPatches } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import { distancesToFrames } from './defect-distances.js';
import { meanOfWorst, meetingFindings, type ConfirmedDefect } from './confirmed-defects.js';
import type { ComparedMaps, FrameOfPart } from './screen-maps.js';

/**
 * A defect's distance to the normals is taken to the part at this share of all, not to the nearest: one like it among
 * the normals would otherwise make it look near to them, and two would hide each other.
 */
const poisonShare = 0.1;
/** Frames whose scores are taken as the bank takes them, to know where defects pass. */
const sampled = 24;

export interface DefectsInput {
  readonly runtime: TensorRuntime;
  readonly frames: readonly FrameOfPart[];
  readonly patchesOf: (ids: readonly string[]) => AsyncIterable<NormalPatches>;
  readonly compared: ComparedMaps;
  readonly mask: Uint8Array | null;
  readonly defects: readonly ConfirmedDefect[];
  /** Share of good frames that may score over the limit. */
  readonly over: number;
}

/** Finds the frames that show a confirmed defect, or would make one pass. By frame id. */
export async function beside(input: DefectsInput): Promise<Map<string, SetAside[]>> {
  const { frames, compared, defects, mask } = input;
  if (defects.length === 0 || frames.length === 0) return new Map();
  const samples = sampleOf(compared, mask);
  const vectors = joined([...defects.map(({ patches }) => patches)], compared, samples.vectors);
  const ids = frames.map(({ id }) => id);
  const distances = await distancesToFrames(input.runtime, vectors, input.patchesOf(ids), {
    channels: compared.channels,
    mask,
  });
  const width = distances[0]!.length - samples.parts.length;
  const toNormals = usualDistances(distances, compared.partOf, width);
  const passes = passingScore(distances, width, samples, input);
  const leastFar = typicalDistance(compared, mask);
  return new Map(
    frames.map(({ id }, i) => {
      let from = 0;
      const findings = defects.flatMap((defect) => {
        const until = from + defect.patches.length / compared.channels.mean.length;
        const [far, near] = [toNormals.subarray(from, until), distances[i]!.subarray(from, until)];
        from = until;
        return meetingFindings({ defect, toNormals: far, toFrame: near, leastFar, passes });
      });
      return [id, findings];
    }),
  );
}

/** Standardised defects' patches, then the sampled ones, which are so already. */
function joined(
  defects: readonly Float32Array[],
  { channels }: ComparedMaps,
  samples: Float32Array,
): Float32Array {
  const raw = new Float32Array(defects.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const patches of defects) {
    raw.set(patches, at);
    at += patches.length;
  }
  standardise(raw, channels);
  const all = new Float32Array(raw.length + samples.length);
  all.set(raw);
  all.set(samples, raw.length);
  return all;
}

/** Distance of each vector to the part at `poisonShare` of all. */
function usualDistances(
  distances: readonly Float32Array[],
  partOf: Int32Array,
  width: number,
): Float32Array {
  return Float32Array.from({ length: width }, (_, vector) => {
    const parts = new Map<number, number>();
    distances.forEach((row, i) => {
      const part = partOf[i]!;
      parts.set(part, Math.min(parts.get(part) ?? Infinity, row[vector]!));
    });
    const ascending = [...parts.values()].sort((a, b) => a - b);
    return ascending[Math.min(Math.floor(poisonShare * ascending.length), ascending.length - 1)]!;
  });
}

interface Samples {
  /** The worst patches of some frames, standardised `[n, d]`. */
  readonly vectors: Float32Array;
  /** The part that each of them shows. */
  readonly parts: readonly number[];
  /** The score of each frame by its map, and where its patches lie among the vectors. */
  readonly frames: readonly {
    readonly byMap: number;
    readonly from: number;
    readonly count: number;
  }[];
}

/** Worst patches of frames spread evenly over all that were compared with. */
function sampleOf(
  { drawn, maps, patches, channels, partOf }: ComparedMaps,
  mask: Uint8Array | null,
): Samples {
  const d = channels.mean.length;
  const rows = drawn.map((_, row) => row);
  const step = Math.max(1, Math.floor(rows.length / sampled));
  const chosen = rows.filter((row) => row % step === 0);
  const parts: number[] = [];
  const vectors: Float32Array[] = [];
  const frames = chosen.map((row) => {
    const map = maps[drawn[row]!]!;
    const worst = worstPlaces(map, mask);
    const from = parts.length;
    for (const place of worst) {
      vectors.push(patches[row]!.subarray(place * d, (place + 1) * d));
      parts.push(partOf[drawn[row]!]!);
    }
    const byMap = meanOfWorst(Float32Array.from(worst, (place) => map[place]!));
    return { byMap, from, count: worst.length };
  });
  const all = new Float32Array(vectors.length * d);
  vectors.forEach((vector, i) => all.set(vector, i * d));
  return { vectors: all, parts, frames };
}

function worstPlaces(map: Float32Array, mask: Uint8Array | null): number[] {
  return Array.from(map.keys())
    .filter((place) => !mask || mask[place])
    .sort((a, b) => map[b]! - map[a]!)
    .slice(0, 10);
}

/**
 * The score that the share `over` of the frames exceeds, as the bank would take it: the maps' scores, which allow
 * patches to move by one place only, times what the nearest patch anywhere makes of it.
 */
function passingScore(
  distances: readonly Float32Array[],
  width: number,
  samples: Samples,
  { compared, mask, over }: DefectsInput,
): number {
  const ratios = samples.frames.map(({ byMap, from, count }) => {
    const nearest = Float32Array.from({ length: count }, (_, i) => {
      const own = samples.parts[from + i]!;
      return distances.reduce(
        (least, row, frame) =>
          compared.partOf[frame] === own ? least : Math.min(least, row[width + from + i]!),
        Infinity,
      );
    });
    return meanOfWorst(nearest) / Math.max(byMap, Number.MIN_VALUE);
  });
  const ratio = ratios.sort((a, b) => a - b)[ratios.length >> 1]!;
  const byMaps = compared.maps
    .map((map) => meanOfWorst(Float32Array.from(worstPlaces(map, mask), (place) => map[place]!)))
    .sort((a, b) => a - b);
  return ratio * byMaps[Math.min(byMaps.length - 1, Math.floor((1 - over) * byMaps.length))]!;
}

/** Median of all places' distances. */
function typicalDistance({ maps }: ComparedMaps, mask: Uint8Array | null): number {
  const size = maps[0]!.length;
  const values = new Float32Array(maps.length * size);
  maps.forEach((map, i) => values.set(map, i * size));
  const counted = mask ? values.filter((_, i) => mask[i % size]) : values;
  return counted.sort()[counted.length >> 1]!;
}
