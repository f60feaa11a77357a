/**
 * The leans of the bets, in deviations of a normal score: a mixture finds small changes slowly and large ones at once.
 */
const leans = [0.25, 0.5, 1, 1.5];

/** Evidence of a change, one number a bet; starts at zeros. */
export type Evidence = readonly number[];

export const noEvidence: Evidence = leans.map(() => 0);

/** Returns the evidence where something else than the bets has found a change. */
export function allEvidence(most: number): Evidence {
  return leans.map(() => most);
}

/**
 * Takes one step of a Shiryaev-Roberts e-detector (Shin, Ramdas and Rinaldo, E-detectors, 2023, definition 2.6): each
 * bet's evidence R becomes (R + 1) L with L = exp(lean z - lean^2 / 2), which is 1 in expectation for a standard normal
 * z and less for a smaller one. So R - t is a supermartingale while nothing changes, and raising an alarm when the mean
 * of the bets reaches A takes A steps in expectation at least (ibid., theorem 2.4), whatever the distribution of what
 * is watched. `most` bounds the evidence, so that a line that is well again can show it.
 */
export function withStep(evidence: Evidence, z: number, most: number): Evidence {
  return leans.map((lean, bet) =>
    Math.min(most, (evidence[bet]! + 1) * Math.exp(lean * z - (lean * lean) / 2)),
  );
}

/** Returns the mixture's value: compare it with the steps that shall lie between two false alarms. */
export function evidenceOf(evidence: Evidence): number {
  return evidence.reduce((sum, value) => sum + value, 0) / evidence.length;
}
