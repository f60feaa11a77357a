import { sha256Of } from '#numbers';
import { inclusionProbabilities } from './inclusion.js';

/** A part that passed: the frame that it is put up by, and a score that rises with the risk that it is defective. */
export interface PassedPart {
  readonly frameId: string;
  readonly score: number;
}

/** A part that was drawn, and the probability with which it was. */
export interface DrawnPart {
  readonly frameId: string;
  readonly probability: number;
}

/** The parts that were drawn, and the lowest probability with which any of all parts was; 1 of no parts. */
export interface Drawing {
  readonly drawn: DrawnPart[];
  readonly lowest: number;
}

interface Contender extends DrawnPart {
  /** The place in the order, the throw, and the place among those drawn: each uniform in [0, 1). */
  readonly order: number;
  readonly throw: number;
  readonly place: number;
}

/**
 * Draws `count` of the parts, or all where there are no more, each with exactly the probability that is stated with it:
 * by the ordered pivotal method (Deville and Tillé 1998, Biometrika 85: 89-101) in random order. Its draws have a fixed
 * number and are negatively associated (Dubhashi, Jonasson and Ranjan 2007; Brändén and Jonasson 2012), on which
 * `escapeEstimateOf` rests. The result depends on the seed and the parts alone, not on their order: each frame's throws
 * are a hash of the seed and its id. Drawn parts are in random order.
 */
export function drawParts(
  parts: readonly PassedPart[],
  { count, risk, seed }: { count: number; risk: number; seed: string },
): Drawing {
  // Sorted first, so that sums are rounded alike in whatever order the parts come.
  const sorted = parts.toSorted((a, b) => (a.frameId < b.frameId ? -1 : 1));
  const scores = sorted.map(({ score }) => score);
  const probabilities = inclusionProbabilities(scores, Math.min(count, parts.length), risk);
  const contenders = sorted
    .map(({ frameId }, i) => ({
      frameId,
      probability: probabilities[i]!,
      ...chances(seed, frameId),
    }))
    .sort((a, b) => a.order - b.order || (a.frameId < b.frameId ? -1 : 1));
  const drawn = pivotal(contenders).sort((a, b) => a.place - b.place);
  return {
    drawn: drawn.map(({ frameId, probability }) => ({ frameId, probability })),
    lowest: probabilities.reduce((least, one) => Math.min(least, one), 1),
  };
}

/** Lets one after the other contend with who is left over, until each is in or out. */
function pivotal(contenders: readonly Contender[]): Contender[] {
  const drawn: Contender[] = [];
  let left: { who: Contender; chance: number } | null = null;
  for (const who of contenders) {
    if (who.probability >= 1) drawn.push(who);
    else if (left === null) left = { who, chance: who.probability };
    else left = duel(left, { who, chance: who.probability }, drawn);
  }
  // The probabilities sum up to a whole number: what is left is 0 or 1 but for rounding.
  if (left !== null && left.chance > 0.5) drawn.push(left.who);
  return drawn;
}

type Chance = { who: Contender; chance: number };

/** Two chances that sum up to less than 1 go to one of them; of more, one is drawn and the other keeps the rest. */
function duel(one: Chance, other: Chance, drawn: Contender[]): Chance {
  const sum = one.chance + other.chance;
  if (sum < 1) {
    const winner = other.who.throw < other.chance / sum ? other : one;
    return { who: winner.who, chance: sum };
  }
  const first = other.who.throw < (1 - other.chance) / (2 - sum);
  drawn.push(first ? one.who : other.who);
  return { who: first ? other.who : one.who, chance: sum - 1 };
}

/** Three uniform numbers of 52 bits each. */
function chances(seed: string, frameId: string): Pick<Contender, 'order' | 'throw' | 'place'> {
  const hash = sha256Of(`${seed}:${frameId}`);
  const uniform = (from: number) => Number.parseInt(hash.slice(from, from + 13), 16) / 2 ** 52;
  return { order: uniform(0), throw: uniform(13), place: uniform(26) };
}
