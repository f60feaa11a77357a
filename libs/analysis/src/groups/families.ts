import { dbscan, kneeDistance, noise } from './dbscan.js';
import { chooseKMeans, kMeans } from './k-means.js';
import { silhouette } from './silhouette.js';
import { squaredDistance, type Vectors, vectorAt, vectorsOf } from '../vectors.js';

/** A family of looks: unit vectors within `reach` (Euclidean) of its centre belong to it. */
export interface FamilyReach {
  readonly id: string;
  readonly centre: Float32Array;
  readonly reach: number;
  /** A person gave it its name: it is never dissolved, nor joined with another named one. */
  readonly named: boolean;
}

export interface DefectEmbedding {
  readonly id: string;
  /** The defect embedding, a unit vector. */
  readonly vector: Float32Array;
  /** The family that it is in now. */
  readonly family: string | null;
}

export interface RegroupOptions {
  readonly method?: 'k-means' | 'dbscan';
  /** The number of families that is wanted; null: the k with the largest mean silhouette. */
  readonly k?: number | null;
  readonly seed?: number;
  /** A grouping that nobody asked for changes the families only where it describes the looks better. */
  readonly onlyIfBetter?: boolean;
  /** Set with `onlyIfBetter`: what is no clear group stays apart rather than becoming one family. */
  readonly keepApart?: boolean;
  readonly newId: () => string;
}

export interface Regrouping {
  /** Families with members among the looks, as they are now. */
  readonly families: readonly FamilyReach[];
  /** Family of each look; null for what DBSCAN leaves in none. */
  readonly of: ReadonlyMap<string, string | null>;
  /** The groups were found anew; false: those that were are kept. */
  readonly changed: boolean;
}

/** The distance up to which a defect belongs to a family of few: cosine .5 from one; families of many reach as far. */
export const startReach = 1;
const reachQuantile = 0.95;
const reachMargin = 1.2;
/** The number of members below which a family says nothing of its own width. */
const fewForReach = 8;
const mostGroups = 12;
const coreSize = 4;
/** The number of defects to a family, on average, below which grouping tells less of families than of chance. */
const fewestEach = 2;
/** The mean silhouette below which groups are cut out of one cloud; kinds of real defects reach .13 to .17. */
const leastSilhouette = 0.08;
/** Looks that are all this near to their centre are one look: cosine .92. */
const oneLook = 0.4;
/** The amount by which a new grouping's silhouette must be larger for the families to change unasked. */
const leastGain = 0.05;

/** Returns the nearest family that reaches the defect; null where it is a new one. */
export function familyOf(families: readonly FamilyReach[], vector: Float32Array) {
  let best: { id: string; distance: number } | null = null;
  for (const { id, centre, reach } of families) {
    const distance = Math.sqrt(squaredDistance(centre, vector));
    if (distance <= reach && (best === null || distance < best.distance)) best = { id, distance };
  }
  return best;
}

/**
 * Groups looks anew and matches the groups to the families that are there, one to one, those with the largest
 * overlap first and those with names before all: a family that goes on keeps its id. The order of the looks does
 * not matter.
 */
export function regroup(
  looks: readonly DefectEmbedding[],
  families: readonly FamilyReach[],
  options: RegroupOptions,
): Regrouping {
  const sorted = looks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (sorted.length === 0) return { families: [], of: new Map(), changed: false };
  const vectors = vectorsOf(sorted.map(({ vector }) => vector));
  const found = groupsOf(vectors, options);
  const as = (of: ReadonlyMap<string, string | null>, changed: boolean) => ({
    of,
    changed,
    families: shapes(sorted, of, families),
  });
  const one = options.keepApart === true && new Set(found).size === 1;
  if (options.onlyIfBetter === true && (one || !clearlyBetter(vectors, sorted, found)))
    return as(new Map(sorted.map(({ id, family }) => [id, family])), false);
  return as(matched(sorted, found, families, options.newId), true);
}

function groupsOf(vectors: Vectors, { method, k, seed = 1 }: RegroupOptions): readonly number[] {
  if (method === 'dbscan')
    return dbscan(vectors, { distance: kneeDistance(vectors, coreSize), least: coreSize });
  const given = k ?? null;
  if (given !== null) return kMeans(vectors, Math.min(given, vectors.count), { seed }).clusters;
  const one = Array.from({ length: vectors.count }, () => 0);
  const most = Math.min(mostGroups, Math.floor(vectors.count / fewestEach));
  if (most < 2 || isOneLook(vectors)) return one;
  const chosen = chooseKMeans(vectors, most, { seed });
  return chosen.silhouette < leastSilhouette ? one : chosen.clusters;
}

function isOneLook(vectors: Vectors): boolean {
  const all = Array.from({ length: vectors.count }, (_, i) => vectorAt(vectors, i));
  return quantileReach(meanOf(all), all) <= oneLook;
}

function clearlyBetter(
  vectors: Vectors,
  looks: readonly DefectEmbedding[],
  found: readonly number[],
): boolean {
  if (looks.some(({ family }) => family === null)) return true;
  const ids = [...new Set(looks.map(({ family }) => family))];
  const standing = looks.map(({ family }) => ids.indexOf(family));
  return scoreOf(vectors, found) >= scoreOf(vectors, standing) + leastGain;
}

/** Scores groups by their silhouette; one group alone is as good as the least that several must reach. */
function scoreOf(vectors: Vectors, groups: readonly number[]): number {
  return new Set(groups).size === 1 ? leastSilhouette : silhouette(vectors, groups);
}

function matched(
  looks: readonly DefectEmbedding[],
  groups: readonly number[],
  families: readonly FamilyReach[],
  newId: () => string,
): Map<string, string | null> {
  const named = new Set(families.filter((one) => one.named).map(({ id }) => id));
  const familyOfGroup = matchGroups(looks, groups, named);
  const kept = new Set(familyOfGroup.values());
  const of = new Map<string, string | null>();
  looks.forEach(({ id, family }, i) => {
    const group = groups[i]!;
    // Two families that people named never become one.
    if (family !== null && named.has(family) && !kept.has(family)) return of.set(id, family);
    if (group === noise) return of.set(id, null);
    if (!familyOfGroup.has(group)) familyOfGroup.set(group, newId());
    return of.set(id, familyOfGroup.get(group)!);
  });
  return of;
}

/** Pairs of group and family by their overlap, each group and each family once. */
function matchGroups(
  looks: readonly DefectEmbedding[],
  groups: readonly number[],
  named: ReadonlySet<string>,
): Map<number, string> {
  const overlaps = new Map<string, { group: number; family: string; looks: number }>();
  looks.forEach(({ family }, i) => {
    const group = groups[i]!;
    if (family === null || group === noise) return;
    const key = `${group} ${family}`;
    const pair = overlaps.get(key) ?? { group, family, looks: 0 };
    overlaps.set(key, { ...pair, looks: pair.looks + 1 });
  });
  const rank = (family: string) => Number(named.has(family));
  const pairs = [...overlaps.values()].sort(
    (a, b) =>
      rank(b.family) - rank(a.family) || b.looks - a.looks || (a.family < b.family ? -1 : 1) || a.group - b.group, // prettier-ignore
  );
  const found = new Map<number, string>();
  const taken = new Set<string>();
  for (const { group, family } of pairs) {
    if (found.has(group) || taken.has(family)) continue;
    found.set(group, family);
    taken.add(family);
  }
  return found;
}

/** Centre and reach of each family from its members. */
function shapes(
  looks: readonly DefectEmbedding[],
  of: ReadonlyMap<string, string | null>,
  families: readonly FamilyReach[],
): FamilyReach[] {
  const members = new Map<string, Float32Array[]>();
  for (const { id, vector } of looks) {
    const family = of.get(id) ?? null;
    if (family !== null) members.set(family, [...(members.get(family) ?? []), vector]);
  }
  const named = new Set(families.filter((one) => one.named).map(({ id }) => id));
  const all = [...members].map(([id, vectors]) => ({ id, centre: meanOf(vectors), vectors }));
  const wide = all.filter(({ vectors }) => vectors.length >= fewForReach);
  const usual = median(wide.map(({ centre, vectors }) => reachOf(centre, vectors)));
  return all.map(({ id, centre, vectors }) => ({
    id,
    centre,
    named: named.has(id),
    reach:
      vectors.length >= fewForReach
        ? Math.max(reachOf(centre, vectors), usual ?? 0)
        : Math.max(reachOf(centre, vectors), usual ?? 0, startReach),
  }));
}

function quantileReach(centre: Float32Array, vectors: readonly Float32Array[]): number {
  const distances = vectors
    .map((vector) => Math.sqrt(squaredDistance(centre, vector)))
    .sort((a, b) => a - b);
  return distances[Math.ceil(reachQuantile * distances.length) - 1]!;
}

/** Returns a family's reach, with room for what comes next: of few members the farthest is soon passed. */
function reachOf(centre: Float32Array, vectors: readonly Float32Array[]): number {
  return Math.max(oneLook, reachMargin * quantileReach(centre, vectors));
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const all = vectorsOf(vectors);
  const mean = new Float64Array(all.dimensions);
  for (let i = 0; i < all.count; i++)
    vectorAt(all, i).forEach((v, c) => (mean[c]! += v / all.count));
  return Float32Array.from(mean);
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length === 0 ? null : sorted[Math.floor((sorted.length - 1) / 2)]!;
}
