import type { DriftSettings, DriftSignal, DriftStatus } from '#contracts';
import { type Detector, progressOf, started, stepped } from './detector.js';
import { alarmBet, smallBet, twoSidedBet } from './e-values.js';
import { onlinePValue, type Sorted, withValue } from './online-ranks.js';

/** What one part gives: null figures were not measured. */
export interface WatchedPart {
  readonly alarm: boolean;
  /** Null for a part that was not judged normal. */
  readonly score: number | null;
  readonly focus: number | null;
  readonly exposure: number | null;
  readonly colour: number | null;
  readonly shift: number | null;
  readonly embedding: number | null;
  /** ISO 8601. */
  readonly at: string;
}

export type Figure = Exclude<DriftSignal, 'alarm-rate'>;

/** A real number that is watched: its values so far, its test, and when that alarmed. */
interface Watched {
  readonly values: Sorted;
  readonly detector: Detector;
  readonly since: string | null;
  /** Mean of the newest values, each counting 2 % of what is new. */
  readonly now: number | null;
}

/** All tests of one station, as they stand; plain JSON. */
export interface WatchState {
  readonly figures: Readonly<Record<Figure, Watched>>;
  readonly alarms: {
    readonly detector: Detector;
    readonly since: string | null;
    readonly parts: number;
    readonly alarms: number;
  };
  /** Of the tie-breaking. */
  readonly random: number;
}

export const figures: readonly Figure[] = ['scores', 'focus', 'exposure', 'colour', 'shift', 'embedding']; // prettier-ignore
const newestCounts = 0.02;
const unwatched: Watched = { values: [], detector: started, since: null, now: null };

/** All tests before their first part. */
export function startWatch(seed: number): WatchState {
  const each = Object.fromEntries(figures.map((figure) => [figure, unwatched]));
  return {
    figures: each as Record<Figure, Watched>,
    alarms: { detector: started, since: null, parts: 0, alarms: 0 },
    random: seed >>> 0,
  };
}

/** The state after one more part. A test that has alarmed stands until the watch is started anew. */
export function watchPart(
  state: WatchState,
  part: WatchedPart,
  settings: DriftSettings,
): WatchState {
  let random = state.random;
  const next = { ...state.figures };
  for (const figure of figures) {
    const value = part[figure === 'scores' ? 'score' : figure];
    if (value === null) continue;
    random = (random + 0x6d2b79f5) >>> 0;
    next[figure] = watchValue(state.figures[figure], value, figure, uniform(random), part.at, settings); // prettier-ignore
  }
  return { figures: next, alarms: watchAlarm(state.alarms, part, settings), random };
}

function watchValue(
  { values, detector, since, now }: Watched,
  value: number,
  figure: Figure,
  random: number,
  at: string,
  { partsBetweenFalseAlarms }: DriftSettings,
): Watched {
  const newest = now === null ? value : now + newestCounts * (value - now);
  if (since !== null) return { values, detector, since, now: newest };
  const p = onlinePValue(values, value, random);
  const moved = stepped(detector, figure === 'scores' ? smallBet(p) : twoSidedBet(p));
  const alarmed = progressOf(moved, partsBetweenFalseAlarms) >= 1;
  return { values: withValue(values, value), detector: moved, since: alarmed ? at : null, now: newest }; // prettier-ignore
}

function watchAlarm(
  { detector, since, parts, alarms }: WatchState['alarms'],
  { alarm, at }: WatchedPart,
  { acceptedAlarmRate, noticedAlarmRate, partsBetweenFalseAlarms }: DriftSettings,
): WatchState['alarms'] {
  const counted = { parts: parts + 1, alarms: alarms + (alarm ? 1 : 0) };
  if (since !== null) return { detector, since, ...counted };
  const moved = stepped(detector, alarmBet(alarm, acceptedAlarmRate, noticedAlarmRate));
  return {
    detector: moved,
    since: progressOf(moved, partsBetweenFalseAlarms) >= 1 ? at : null,
    ...counted,
  };
}

/** How all tests stand, for people and machines. */
export function statusOf(
  state: WatchState,
  { partsBetweenFalseAlarms: parts }: DriftSettings,
): DriftStatus[] {
  // prettier-ignore
  const { alarms } = state;
  const rate = alarms.parts === 0 ? null : alarms.alarms / alarms.parts;
  return [
    ...figures
      .filter((figure) => state.figures[figure].detector.seen > 0)
      .map((figure) => statusOfFigure(figure, state.figures[figure], parts)),
    {
      ...statusOfTest('alarm-rate', alarms, parts),
      text: `${alarms.alarms} of ${alarms.parts} parts are called defects`,
      usual: null,
      now: rate,
    },
  ];
}

function statusOfFigure(figure: Figure, watched: Watched, parts: number): DriftStatus {
  const { values, now } = watched;
  const usual = values[values.length >> 1] ?? null;
  return { ...statusOfTest(figure, watched, parts), text: textOf(figure, usual, now), usual, now };
}

function statusOfTest(
  signal: DriftSignal,
  { detector, since }: { detector: Detector; since: string | null },
  parts: number,
) {
  const statistic = progressOf(detector, parts);
  return { signal, statistic, threshold: 1, parts: detector.seen, drifting: since !== null, since };
}

const names: Readonly<Record<Figure, string>> = {
  scores: 'scores of good parts',
  focus: 'sharpness',
  exposure: 'brightness',
  colour: 'colour',
  shift: 'position',
  embedding: 'look of the parts',
};

function textOf(figure: Figure, usual: number | null, now: number | null): string {
  if (usual === null || now === null) return `${names[figure]}: nothing measured`;
  const change = usual === 0 ? 0 : (now - usual) / Math.abs(usual);
  const size = `${Math.abs(100 * change).toFixed(Math.abs(change) < 0.1 ? 1 : 0)} %`;
  return `${names[figure]} ${size} ${change < 0 ? 'lower' : 'higher'} than since the model went live`;
}

/** Uniform in [0, 1) from a counter: mulberry32's mixing. */
function uniform(state: number): number {
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
