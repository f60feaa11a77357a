import { quantile, seededRandom, spread } from '#numbers';
import { conformalScore, insertInto } from './conformal-score.js';
import { allEvidence, type Evidence, evidenceOf, noEvidence, withStep } from './e-detector.js';
import { lastLook, lookAtStart, type StartSamples } from './start-test.js';

/** Sides on which a figure may leave what is usual. */
export type Sides = 'up' | 'both';

/** One figure of a line, watched for a change of its distribution. All of it is plain JSON. */
export interface FigureState {
  sides: Sides;
  /** The usual values: the normals' and, up to `poolSize` in all, the first ones in service; ascending. */
  pool: number[];
  /**
   * The change, in the figure's own unit, under which a change counts as none; null until the pool says what is usual.
   */
  deadBand: number | null;
  leastDeadBand: number;
  usual: number | null;
  /** The samples that tell whether the parts begin as the normals were; null once enough were seen. */
  start: StartSamples | null;
  up: Evidence;
  down: Evidence;
  /** Latest values, oldest first. */
  recent: number[];
  seen: number;
  seed: number;
}

/** The number of values from which on the pool stands still: its error is then well below the dead band's width. */
export const poolSize = 500;
/** The number of values below which no spread can be told. */
const fewestToBegin = 20;
/**
 * The share of the usual spread that counts as no change: held-out scores come from banks without their part, so they
 * lie a little off those in service.
 */
const deadBandShare = 0.25;
const recentSize = 25;

export interface FigureSettings {
  sides: Sides;
  /** The change, in the figure's own unit, that nobody needs to know of, however steady the line is. */
  leastDeadBand: number;
  seed: number;
}

/**
 * Starts a watch that knows the normals' values; without enough of them the first parts in service say what is usual.
 */
export function startFigure(normals: readonly number[], settings: FigureSettings): FigureState {
  const pool = thinned(normals.map(rounded).sort((a, b) => a - b));
  const state: FigureState = {
    ...settings,
    pool,
    deadBand: null,
    usual: null,
    start: null,
    up: noEvidence,
    down: noEvidence,
    recent: [],
    seen: 0,
  };
  learnUsual(state);
  if (state.deadBand !== null) state.start = { normals: [...pool], service: [] };
  return state;
}

/**
 * Takes the next part's value. While nothing alarms and the pool is not full the value joins it, so that the ranks are
 * exact. `most` bounds the evidence.
 */
export function advanceFigure(
  state: FigureState,
  value: number,
  { alarming, most }: { alarming: boolean; most: number },
): void {
  const now = rounded(value);
  state.recent = [...state.recent, now].slice(-recentSize);
  state.seen += 1;
  if (state.deadBand !== null) weigh(state, now, most);
  if (!alarming && state.pool.length < poolSize) insertInto(state.pool, now);
  if (state.deadBand === null) learnUsual(state);
  if (state.start !== null) watchStart(state, state.start, now, most);
}

/** Returns the mean of its sides' evidence. */
export function evidenceOfFigure({ sides, up, down }: FigureState): number {
  return sides === 'up' ? evidenceOf(up) : (evidenceOf(up) + evidenceOf(down)) / 2;
}

/** Returns the median of the latest values; null before the first. */
export function latestOf({ recent }: FigureState): number | null {
  return recent.length === 0
    ? null
    : quantile(
        recent.toSorted((a, b) => a - b),
        0.5,
      );
}

/** Returns the spread that the dead band is a share of. */
export function usualSpread({ pool }: FigureState): number {
  return spread(pool);
}

function weigh(state: FigureState, value: number, most: number): void {
  const tie = seededRandom(state.seed + state.seen)();
  const { pool, deadBand } = state;
  state.up = withStep(state.up, conformalScore(pool, rounded(value - deadBand!), tie), most);
  if (state.sides === 'both')
    state.down = withStep(state.down, -conformalScore(pool, rounded(value + deadBand!), tie), most);
}

/** A line that begins unlike its normals: they alone stay what is usual, and the evidence is all there. */
function watchStart(state: FigureState, start: StartSamples, value: number, most: number): void {
  start.service.push(value);
  const side = lookAtStart(start, state.deadBand!);
  if (side === 'up' || (side === 'down' && state.sides === 'both')) {
    state[side] = allEvidence(most);
    state.pool = start.normals;
    state.start = null;
  } else if (start.service.length >= lastLook) state.start = null;
}

function learnUsual(state: FigureState): void {
  if (state.pool.length < fewestToBegin) return;
  state.usual = quantile(state.pool, 0.5);
  state.deadBand = Math.max(deadBandShare * spread(state.pool), state.leastDeadBand);
}

/** Evenly chosen among more than a pool holds. */
function thinned(ascending: number[]): number[] {
  if (ascending.length <= poolSize) return ascending;
  const step = (ascending.length - 1) / (poolSize - 1);
  return Array.from({ length: poolSize }, (_, i) => ascending[Math.round(i * step)]!);
}

/** Short in JSON, and the same after being written and read. */
function rounded(value: number): number {
  return Number(value.toPrecision(7));
}
