import { dot } from '../vectors.js';

/** Value and gradient of a smooth function at a point. */
export type Objective = (point: Float64Array) => { value: number; gradient: Float64Array };

export interface MinimiseOptions {
  readonly most: number;
  /** Ends when no part of the gradient is larger, or when the value cannot show a further decrease. */
  readonly tolerance: number;
  /** Pairs of steps remembered. */
  readonly memory?: number;
}

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly rho: number;
}

/**
 * Minimises a smooth function by L-BFGS (Nocedal and Wright, Numerical Optimization, 2006, algorithms
 * 7.4 and 7.5) with a backtracking search for sufficient decrease. Deterministic.
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { most, tolerance, memory = 10 }: MinimiseOptions,
): Float64Array {
  let point = start;
  let here = objective(point);
  const pairs: Pair[] = [];
  for (let step = 0; step < most && largest(here.gradient) > tolerance; step++) {
    const direction = downhill(here.gradient, pairs);
    const next = search(objective, point, here, direction);
    if (next === undefined) break;
    remember(pairs, point, here.gradient, next, memory);
    ({ point, here } = next);
  }
  return point;
}

/** Share of the decrease that the slope promises which a step must bring. */
const wanted = 1e-4;

interface Step {
  readonly point: Float64Array;
  readonly here: ReturnType<Objective>;
}

function search(
  objective: Objective,
  point: Float64Array,
  here: ReturnType<Objective>,
  direction: Float64Array,
): Step | undefined {
  const slope = dot(direction, here.gradient);
  // What the value can still show: below it, steps are taken or refused by rounding alone, thousands of them.
  const resolution = Number.EPSILON * Math.abs(here.value);
  for (let length = 1; -wanted * length * slope > resolution; length /= 2) {
    const there = point.map((x, i) => x + length * direction[i]!);
    const found = objective(there);
    if (found.value <= here.value + wanted * length * slope) return { point: there, here: found };
  }
  return undefined;
}

function remember(
  pairs: Pair[],
  point: Float64Array,
  gradient: Float64Array,
  next: Step,
  memory: number,
): void {
  const step = next.point.map((x, i) => x - point[i]!);
  const change = next.here.gradient.map((g, i) => g - gradient[i]!);
  const curvature = dot(step, change);
  // Without curvature along the step the pair says nothing of the Hessian.
  if (curvature <= 1e-12) return;
  pairs.push({ step, change, rho: 1 / curvature });
  if (pairs.length > memory) pairs.shift();
}

/** The two-loop recursion: minus the inverse Hessian's estimate times the gradient. */
function downhill(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const q = gradient.slice();
  const alphas = pairs.toReversed().map(({ step, change, rho }) => {
    const alpha = rho * dot(step, q);
    change.forEach((y, i) => (q[i]! -= alpha * y));
    return alpha;
  });
  const last = pairs.at(-1);
  const scale = last ? 1 / (last.rho * dot(last.change, last.change)) : 1 / (1 + largest(gradient));
  for (let i = 0; i < q.length; i++) q[i]! *= scale;
  pairs.forEach(({ step, change, rho }, i) => {
    const beta = rho * dot(change, q);
    const alpha = alphas[pairs.length - 1 - i]!;
    step.forEach((s, c) => (q[c]! += (alpha - beta) * s));
  });
  return q.map((x) => -x);
}

function largest(values: Float64Array): number {
  return values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}
