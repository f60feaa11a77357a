import type { EscapeEstimate } from '#contracts';

/** The chance with which the upper bound of escapes is over the true share. */
export const escapeConfidence = 0.95;

/** What is known of a shift whose passed parts were drawn from. */
export interface DrawnShift {
  /** The parts that passed. */
  readonly passed: number;
  readonly drawn: number;
  /** The drawn parts with an answer: the others are left out as if chance had chosen them. */
  readonly answered: number;
  /** The lowest probability with which any passed part of the shift was drawn. */
  readonly lowest: number;
  /** The probabilities of the drawn parts that were answered as defective, and as unsure. */
  readonly found: readonly number[];
  readonly unsure: readonly number[];
}

/**
 * Returns what the answers say of all parts that passed in these shifts. The estimate is Horvitz and Thompson's (1952,
 * JASA 47: 663-685): each part that was found stands for one over its probability. Where only some of a shift's draws
 * are answered, its probabilities are lower by that share. Shifts without an answer are left out.
 */
export function escapeEstimateOf(shifts: readonly DrawnShift[]): EscapeEstimate {
  const seen = shifts.filter(({ answered }) => answered > 0);
  const sum = (of: (shift: DrawnShift) => number) => seen.reduce((all, one) => all + of(one), 0);
  const passed = sum((shift) => shift.passed);
  const found = sum((shift) => shift.found.length);
  const defective = sum((shift) => standFor(shift, shift.found));
  return {
    shifts: seen.length,
    passed,
    drawn: sum((shift) => shift.drawn),
    answered: sum((shift) => shift.answered),
    found,
    unsure: sum((shift) => shift.unsure.length),
    estimate: passed === 0 ? null : Math.min(1, defective / passed),
    upper: passed === 0 ? null : Math.min(1, mostDefective(seen, 1 - escapeConfidence) / passed),
  };
}

/** The number of passed parts that these drawn ones stand for. */
function standFor(shift: DrawnShift, probabilities: readonly number[]): number {
  const answeredShare = shift.answered / shift.drawn;
  return probabilities.reduce((all, one) => all + 1 / (one * answeredShare), 0);
}

/** Powers of the exponential bound that are tried, as multiples of the lowest probability. */
const powers = Array.from({ length: 400 }, (_, i) => 10 ** (-3 + i / 80));

/**
 * Returns the largest number of defective parts D under which so small a weighted sum T of found ones comes with more
 * than `alpha` of chance. Of parts that are drawn independently, or negatively associated as the pivotal method draws
 * them, P(T <= t) <= exp(s t) prod (1 - p + p exp(-s / p)) over the defective ones, for every s > 0 (Hoeffding 1963, JASA 58:
 * 13-30, theorem 1; under negative association Dubhashi and Ranjan 1998). A factor is largest where p is
 * lowest, so every defective part is taken for one of the lowest probability of its shift, and shifts are filled with them from the
 * lowest on. With nothing found, s is unbounded and this is the exact bound 1 - alpha^(1/n) of Clopper and Pearson (1934),
 * for a finite number of parts: (1 - p)^D = alpha. With something found it is wider than theirs, and holds for any weights.
 */
function mostDefective(shifts: readonly DrawnShift[], alpha: number): number {
  const strata = shifts
    .map((shift) => ({ parts: shift.passed, p: (shift.lowest * shift.answered) / shift.drawn }))
    .sort((a, b) => a.p - b.p);
  const weighted = shifts.reduce((t, one) => t + standFor(one, [...one.found, ...one.unsure]), 0);
  const none = filled(strata, Math.log(1 / alpha), Infinity);
  if (weighted === 0) return Math.floor(none + 1e-9);
  const lowest = strata[0]?.p ?? 1;
  const bounds = powers.map((power) => {
    const s = power * lowest;
    return filled(strata, s * weighted + Math.log(1 / alpha), s);
  });
  return Math.floor(Math.min(...bounds) + 1e-9);
}

/** Returns the most parts whose factors leave the chance over alpha: each costs -ln of its factor, the cheapest go first. */
function filled(
  strata: readonly { parts: number; p: number }[],
  budget: number,
  s: number,
): number {
  let [parts, left] = [0, budget];
  for (const stratum of strata) {
    const cost = costOf(stratum.p, s);
    const some = Math.min(stratum.parts, left / cost);
    parts += some;
    left -= some * cost;
    if (some < stratum.parts) break;
  }
  return parts;
}

/** Returns -ln(1 - p + p exp(-s / p)): in the first form for a small p, in the other one for a p near 1, as rounding wants it. */
function costOf(p: number, s: number): number {
  return p < 0.5 ? -Math.log1p(p * Math.expm1(-s / p)) : -Math.log(1 - p + p * Math.exp(-s / p));
}
