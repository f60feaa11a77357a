import { giveWay, type MapWatch, report } from './map-progress.js';

/** Pairs to pull together, and every how many turns each is pulled. */
export interface Pulls {
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  readonly everyTurns: Float64Array;
}

/** The coefficients of 1 / (1 + a d^2b) at the reference's minimal distance of 0.1 and spread of 1. */
export const a = 1.576943460405378;
export const b = 0.8950608781227859;
const negatives = 5;
const mostStep = 4;
/** The number of pairs that are moved in one go: a tenth of a second. */
const portion = 200_000;

/**
 * Moves the points, `[n, 2]`, in place: pairs that belong together are pulled, each pull with five pushes away from
 * points drawn at random (McInnes, Healy, Melville: UMAP, 2018, algorithm 5).
 * @throws the signal's reason when aborted.
 */
export async function layOut(
  points: Float64Array,
  pulls: Pulls,
  turns: number,
  random: () => number,
  watch: MapWatch = {},
): Promise<void> {
  const nextPull = pulls.everyTurns.slice();
  const nextPush = pulls.everyTurns.map((every) => every / negatives);
  for (let turn = 0; turn < turns; turn++) {
    const rate = turn === 0 ? 1 : 1 - (turn - 1) / turns;
    for (let from = 0; from < pulls.heads.length; from += portion) {
      if (from > 0) await giveWay(watch);
      move(points, pulls, { turn, rate, nextPull, nextPush, random, from });
    }
    await report(watch, { step: 'layout', done: turn + 1, of: turns });
  }
}

interface Turn {
  readonly turn: number;
  readonly rate: number;
  /** The turns at which each pair is pulled and pushed next. */
  readonly nextPull: Float64Array;
  readonly nextPush: Float64Array;
  readonly random: () => number;
  /** The first of the pairs that are moved now. */
  readonly from: number;
}

/**
 * Moves the points of one turn. It is one function with no objects inside: it runs half a billion times for a map of
 * 50,000 points.
 */
function move(points: Float64Array, pulls: Pulls, now: Turn): void {
  const { heads, tails, everyTurns } = pulls;
  const { turn, rate, nextPull, nextPush, random, from } = now;
  const count = points.length / 2;
  const until = Math.min(heads.length, from + portion);
  for (let e = from; e < until; e++) {
    if (nextPull[e]! > turn) continue;
    const i = 2 * heads[e]!;
    pull(points, i, 2 * tails[e]!, rate);
    nextPull[e]! += everyTurns[e]!;
    const everyPush = everyTurns[e]! / negatives;
    const pushes = Math.floor((turn - nextPush[e]!) / everyPush);
    for (let p = 0; p < pushes; p++) push(points, i, 2 * Math.floor(random() * count), rate);
    nextPush[e]! += pushes * everyPush;
  }
}

function pull(points: Float64Array, i: number, j: number, rate: number): void {
  const dx = points[i]! - points[j]!;
  const dy = points[i + 1]! - points[j + 1]!;
  const squared = dx * dx + dy * dy;
  if (squared === 0) return;
  const power = Math.pow(squared, b);
  const slope = (-2 * a * b * power) / squared / (a * power + 1);
  const x = clipped(slope * dx) * rate;
  const y = clipped(slope * dy) * rate;
  points[i]! += x;
  points[i + 1]! += y;
  points[j]! -= x;
  points[j + 1]! -= y;
}

function push(points: Float64Array, i: number, j: number, rate: number): void {
  if (i === j) return;
  const dx = points[i]! - points[j]!;
  const dy = points[i + 1]! - points[j + 1]!;
  const squared = dx * dx + dy * dy;
  const slope = (2 * b) / ((0.001 + squared) * (a * Math.pow(squared, b) + 1));
  // Two points in one place part along the diagonal, as in the reference.
  points[i]! += (squared > 0 ? clipped(slope * dx) : mostStep) * rate;
  points[i + 1]! += (squared > 0 ? clipped(slope * dy) : mostStep) * rate;
}

function clipped(step: number): number {
  return step > mostStep ? mostStep : step < -mostStep ? -mostStep : step;
}
