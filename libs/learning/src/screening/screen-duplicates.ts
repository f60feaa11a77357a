import type { SetAside } from '#contracts';
import { standardise, type NormalPatches } from '#memory-bank';
import { squaredBelow } from './image-distances.js';
import type { ComparedMaps } from './screen-maps.js';

/** The share of the usual distance between neighbours under which two frames of different parts are one picture. */
const sameAcrossParts = 0.2;
/** The same share within a part, where several frames are welcome: only copies of one picture are this near. */
const sameWithinPart = 0.05;
/** The number of frames of one picture from which on the camera is taken for stuck. */
const frozenFrom = 3;
/** The number of frames, nearest by their image embedding, that are looked at patch by patch. */
const candidates = 3;

export interface DuplicateFrame {
  readonly id: string;
  readonly part: string;
  /** The part as the line named it; frames of one are never duplicates of each other. */
  readonly partId: string | null;
  /** The image embedding. */
  readonly image: Float32Array;
}

/**
 * Finds frames that show what an earlier one shows already, such as copies saved again or pictures of a stuck camera:
 * the later one adds nothing, and as another part it would pretend to be independent. By frame id.
 */
export async function duplicatesAmong(
  frames: readonly DuplicateFrame[],
  compared: ComparedMaps,
  patchesOf: (ids: readonly string[]) => AsyncIterable<NormalPatches>,
): Promise<Map<string, SetAside>> {
  const usual = usualDistance(compared);
  const found = new Map<string, { like: string; share: number }>();
  for (const [later, earlier] of likelyPairs(frames)) {
    const [a, b] = [frames[later]!, frames[earlier]!];
    if (found.has(a.id)) continue;
    const share = (await distanceBetween(a.id, b.id, compared, patchesOf)) / usual;
    const limit = a.part === b.part ? sameWithinPart : sameAcrossParts;
    if (share < limit) found.set(a.id, { like: found.get(b.id)?.like ?? b.id, share });
  }
  return told(found);
}

function told(found: ReadonlyMap<string, { like: string; share: number }>): Map<string, SetAside> {
  const copies = new Map<string, number>();
  for (const { like } of found.values()) copies.set(like, (copies.get(like) ?? 1) + 1);
  return new Map(
    [...found].map(([id, { like, share }]) => [id, finding(like, share, copies.get(like)!)]),
  );
}

function finding(like: string, share: number, copies: number): SetAside {
  const frozen = copies >= frozenFrom;
  const what = frozen ? `one of ${copies} frames that show` : 'a frame that shows';
  return {
    reason: frozen ? 'frozen' : 'duplicate',
    detail: `This is ${what} one picture: it lies ${(100 * share).toFixed(1)} % of the usual distance between neighbours from the earlier frame.`,
    value: share,
    limit: sameAcrossParts,
    likeFrame: like,
  };
}

/** Median of the frames' mean distance to their nearest others. */
function usualDistance({ maps }: ComparedMaps): number {
  const means = maps.map((map) => map.reduce((sum, value) => sum + value, 0) / map.length);
  return means.sort((a, b) => a - b)[means.length >> 1]! || Number.MIN_VALUE;
}

/** Pairs of a frame and an earlier one, nearest by image embedding, not of one named part; later ones in order. */
function likelyPairs(frames: readonly DuplicateFrame[]): [later: number, earlier: number][] {
  return frames.flatMap((frame, later) => {
    const near: { earlier: number; squared: number }[] = [];
    for (let earlier = 0; earlier < later; earlier++) {
      const other = frames[earlier]!;
      if (frame.partId !== null && frame.partId === other.partId) continue;
      const worst = near.length < candidates ? Infinity : near.at(-1)!.squared;
      const squared = squaredBelow(frame.image, other.image, worst);
      if (squared >= worst) continue;
      near.push({ earlier, squared });
      near.sort((a, b) => a.squared - b.squared);
      near.splice(candidates);
    }
    const length = squaredBelow(frame.image, new Float32Array(frame.image.length), Infinity);
    // Copies differ by a few per cent of the vector's length at most, as frames of one part do.
    return near
      .filter(({ squared }) => squared <= 0.05 ** 2 * length)
      .map(({ earlier }): [number, number] => [later, earlier]);
  });
}

/** Mean distance of the patches at the same place. */
async function distanceBetween(
  a: string,
  b: string,
  { channels }: ComparedMaps,
  patchesOf: (ids: readonly string[]) => AsyncIterable<NormalPatches>,
): Promise<number> {
  const pair: Float32Array[] = [];
  for await (const { patches } of patchesOf([a, b])) {
    pair.push(patches.slice());
    standardise(pair.at(-1)!, channels);
  }
  const [first, second] = [pair[0]!, pair[1]!];
  const d = channels.mean.length;
  let total = 0;
  for (let at = 0; at < first.length; at += d)
    total += Math.sqrt(
      squaredBelow(first.subarray(at, at + d), second.subarray(at, at + d), Infinity),
    );
  return total / (first.length / d);
}
