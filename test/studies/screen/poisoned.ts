import { seededRandom } from '#numbers';
import type { EmbeddedNormal } from '#learning';

/** The images of a set, embedded. */
export interface EmbeddedSet {
  readonly good: readonly EmbeddedNormal[];
  readonly testGood: readonly EmbeddedNormal[];
  readonly defects: readonly EmbeddedNormal[];
}

/** The good normals with defects among them, and what is left to judge with. */
export interface PoisonedSet {
  readonly normals: readonly EmbeddedNormal[];
  readonly drawn: ReadonlySet<string>;
  /** Defects that are not among the normals. */
  readonly unseen: readonly EmbeddedNormal[];
}

/**
 * Puts defects among the normals so that they make up `share` of all, at least one unless the share is 0. Another
 * split, another draw; they come in shuffled, since normals come in any order.
 */
export function poisoned(
  set: EmbeddedSet,
  share: number,
  seed: number,
  split: number,
): PoisonedSet {
  const random = seededRandom(seed * 7919 + split);
  const wanted = share === 0 ? 0 : Math.max(1, Math.round((share * set.good.length) / (1 - share)));
  const order = shuffled(set.defects, random);
  const bad = order.slice(0, wanted);
  return {
    normals: shuffled([...set.good, ...bad], random),
    drawn: new Set(bad.map(({ normalId }) => normalId)),
    unseen: order.slice(wanted),
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
