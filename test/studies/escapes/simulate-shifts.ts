import { drawParts, escapeEstimateOf } from '#calibration';
import { type Random, randomOf } from '#numbers';

/** A line whose passed parts are drawn from, shift after shift. */
export interface SimulatedLine {
  readonly name: string;
  /** The parts that pass in a shift. */
  readonly parts: number;
  /** The share of them that is defective. */
  readonly rate: number;
  /** Where defective parts lie among the scores: `high` as one hopes, `alike` as the good ones, `low` as one fears. */
  readonly where: 'high' | 'alike' | 'low';
  readonly perShift: number;
  readonly risk: number;
  /** The share of the drawn parts that is answered. */
  readonly answered: number;
  /** The shifts that one statement is made of. */
  readonly shifts: number;
}

/** What the statements about one line came to. */
export interface Coverage {
  readonly statements: number;
  /** The share of them whose upper bound is not under the true share. */
  readonly covered: number;
  readonly meanTruth: number;
  readonly meanEstimate: number;
  readonly meanUpper: number;
}

/** Makes so many statements about a line, each of fresh shifts, by the product's own draw and bound. */
export function coverageOf(line: SimulatedLine, statements: number, seed: number): Coverage {
  const totals = { covered: 0, truth: 0, estimate: 0, upper: 0 };
  for (let round = 0; round < statements; round++) {
    const shifts = Array.from({ length: line.shifts }, (_, shift) =>
      simulatedShift(line, randomOf(seed, round, shift), `${seed}:${round}:${shift}`),
    );
    const { estimate, upper } = escapeEstimateOf(shifts.map(({ drawn }) => drawn));
    const truth = shifts.reduce((sum, one) => sum + one.bad, 0) / (line.shifts * line.parts);
    totals.covered += Number(upper! >= truth);
    totals.truth += truth;
    totals.estimate += estimate!;
    totals.upper += upper!;
  }
  return {
    statements,
    covered: totals.covered / statements,
    meanTruth: totals.truth / statements,
    meanEstimate: totals.estimate / statements,
    meanUpper: totals.upper / statements,
  };
}

/** Lets parts pass, draws from them, and answers some of what was drawn, in random order, by what is true. */
function simulatedShift(line: SimulatedLine, random: Random, seed: string) {
  const parts = Array.from({ length: line.parts }, (_, i) => {
    const bad = random.uniform() < line.rate;
    return { frameId: `frame-${i}`, bad, score: scoreOf(line, bad, random.uniform()) };
  });
  const { drawn: draws, lowest } = drawParts(parts, {
    count: line.perShift,
    risk: line.risk,
    seed,
  });
  const bad = new Set(parts.filter((part) => part.bad).map(({ frameId }) => frameId));
  const answered = Math.max(1, Math.round(line.answered * draws.length));
  const found = draws.slice(0, answered).filter(({ frameId }) => bad.has(frameId));
  const drawn = {
    passed: parts.length,
    drawn: draws.length,
    answered,
    lowest,
    found: found.map(({ probability }) => probability),
    unsure: [],
  };
  return { bad: bad.size, drawn };
}

function scoreOf({ where }: SimulatedLine, bad: boolean, uniform: number): number {
  if (!bad || where === 'alike') return uniform;
  return where === 'high' ? 1 - (1 - uniform) / 4 : uniform / 10;
}
