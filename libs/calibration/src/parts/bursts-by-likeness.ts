import { averageLinkage } from './average-linkage.js';
import { neighbourDistances, type NeighbourDistances } from './neighbour-distances.js';

/**
 * Ranks of the neighbour that gives a frame's scale. The scale of a frame in a burst must be its distance to other
 * parts, so the rank has to exceed the burst (2 to 20 frames); a smaller one is more local. All are tried.
 */
const scaleRanks = [3, 6, 12, 24];
/** Share of the found look-alikes that may be found by chance (Benjamini and Hochberg 1995). */
const falseShare = 0.1;
/** Chance for a frame that is not of the part to lie near enough to join a group. */
const joinChance = 0.01;
/**
 * The distance under which two frames of one part lie, in lengths of the mean vector: sensor noise and
 * moves of a pixel change a pooled embedding by 1 to 4 %; parts of the most uniform product measured differ by 4 % and
 * more.
 */
const sameAtMost = 0.04;
/** A stuck camera: more frames than the last rank, within this share of the usual distance at that rank. */
const stuckShare = 0.25;

/**
 * Near-duplicates among vectors, such as image embeddings: bursts of 2 to 20 frames of one part, and a stuck
 * camera. Returns groups of places in `vectors`, two or more each; whoever is in none is alone.
 *
 * Among exchangeable parts that fill a space of dimension D locally evenly, the chance that one of a frame's
 * k - 1 nearer neighbours lies within the share x of the k-th one's distance is 1 - (1 - x^D)^(k-1) (order
 * statistics of a Poisson process; D by maximum likelihood, Levina and Bickel 2005, pooled, from ranks k to 2k).
 * Frames whose nearest neighbour is nearer than that chance allows, at a false discovery rate of 10 %, start a
 * group; frames within a like reach join it, by average linkage, so that no chain runs through a variant.
 * However unlikely, nothing farther than 4 % of the vectors' length is one part: clusters that are far from
 * each other, such as colours, are not bursts.
 */
export function burstsByLikeness(vectors: readonly Float32Array[]): number[][] {
  const ranks = scaleRanks.filter((rank) => 4 * rank <= vectors.length);
  if (ranks.length === 0) return [];
  const distances = neighbourDistances(vectors, 2 * ranks.at(-1)!);
  const cap = sameAtMost * meanLength(vectors);
  const starts = startsOf(distances.nearest, ranks, cap);
  const reach = reachOf(distances.nearest, ranks, cap);
  return averageLinkage(vectors.length, distances.between, reach).filter((group) =>
    group.some((place) => starts[place]),
  );
}

/** Tells of each frame whether its nearest neighbour is nearer than chance allows. */
function startsOf(
  nearest: NeighbourDistances['nearest'],
  ranks: readonly number[],
  cap: number,
): boolean[] {
  const chances = nearest.map(() => 1);
  for (const k of ranks) {
    const dimension = pooledDimension(nearest, k);
    nearest.forEach((row, i) => {
      chances[i] = Math.min(chances[i]!, chance(row[0]! / row[k - 1]!, k, dimension));
    });
  }
  const highest = discovered(chances);
  const stuck = stuckReach(nearest, ranks, cap);
  return nearest.map(
    (row, i) => (chances[i]! <= highest && row[0]! <= cap) || row[ranks.at(-1)! - 1]! <= stuck,
  );
}

/** Distance up to which a frame joins a group. */
function reachOf(
  nearest: NeighbourDistances['nearest'],
  ranks: readonly number[],
  cap: number,
): number[] {
  const reach = nearest.map(() => 0);
  for (const k of ranks) {
    const share = shareAt(joinChance, k, pooledDimension(nearest, k));
    nearest.forEach((row, i) => (reach[i] = Math.max(reach[i]!, share * row[k - 1]!)));
  }
  const stuck = stuckReach(nearest, ranks, cap);
  return reach.map((distance, i) => {
    const isStuck = nearest[i]![ranks.at(-1)! - 1]! <= stuck;
    return Math.min(isStuck ? Math.max(distance, stuck) : distance, cap);
  });
}

/** Distance within which more than a burst of frames lies only where the camera shows one part for long. */
function stuckReach(
  nearest: NeighbourDistances['nearest'],
  ranks: readonly number[],
  cap: number,
): number {
  const scales = nearest.map((row) => row[ranks.at(-1)! - 1]!).sort((a, b) => a - b);
  return Math.min(stuckShare * scales[Math.floor(scales.length / 2)]!, cap);
}

/** Chance that one of k - 1 neighbours lies within the share `x` of the k-th one's distance. */
function chance(x: number, k: number, dimension: number): number {
  // 0 / 0: equal to k others.
  if (Number.isNaN(x)) return 0;
  return -Math.expm1((k - 1) * Math.log1p(-(x ** dimension)));
}

/** The share at which `chance` is `p`. */
function shareAt(p: number, k: number, dimension: number): number {
  return (-Math.expm1(Math.log1p(-p) / (k - 1))) ** (1 / dimension);
}

/** The largest chance that is still a discovery; 0 when none is, which only equals have then. */
function discovered(chances: readonly number[]): number {
  const ascending = chances.toSorted((a, b) => a - b);
  const last = ascending.findLastIndex((p, i) => p <= (falseShare * (i + 1)) / chances.length);
  return last < 0 ? 0 : ascending[last]!;
}

/** Frames' inverse dimensions averaged and inverted (MacKay and Ghahramani 2005), at most 60. */
function pooledDimension(nearest: NeighbourDistances['nearest'], k: number): number {
  let inverse = 0;
  // The logarithm at each rank expects the sum of 1 / l over the ranks from it to 2k - 1, over D.
  let expected = 0;
  for (let rank = k; rank < 2 * k; rank++) expected += (rank - k + 1) / rank;
  for (const row of nearest) {
    const outer = row[2 * k - 1]!;
    let logs = 0;
    for (let rank = k; rank < 2 * k; rank++)
      if (row[rank - 1]! > 0) logs += Math.log(outer / row[rank - 1]!);
    inverse += logs / expected / nearest.length;
  }
  return 1 / Math.max(inverse, 1 / 60);
}

function meanLength(vectors: readonly Float32Array[]): number {
  return vectors.reduce((sum, v) => sum + Math.hypot(...v), 0) / vectors.length;
}
