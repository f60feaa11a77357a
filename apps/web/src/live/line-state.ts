import type { Inspection, StationTile } from '#contracts';

/** The states of a line, the gravest first; only `ok`, `review` and `defect` are a word on the part that was last seen. */
export type LineStateKind =
  | 'lost'
  | 'no-records'
  | 'no-model'
  | 'refused'
  | 'closed'
  | 'unjudged'
  | 'camera'
  | 'silent'
  | 'waiting'
  | 'defect'
  | 'review'
  | 'ok';

export interface LineState {
  kind: LineStateKind;
  /** The milliseconds for which it has been so, where the sentence says it. */
  forMs: number;
}

/** The facts that decide what a line is in; all times are milliseconds since 1970 by the server's clock. */
export interface LineFacts {
  now: number;
  /** The milliseconds since this browser last heard of the server; null before it ever did. */
  unheardMs: number | null;
  /** The milliseconds since the records last said which frames wait. */
  unsaidMs: number;
  station: Pick<StationTile, 'model' | 'trouble' | 'gate' | 'camera'>;
  last: Inspection | null;
  usualPauseMs: number | null;
  usualVerdictMs: number | null;
  /** Since when the frame that waits longest has waited; null without one. */
  waitingSince: number | null;
}

/** The server is heard every second: two that are missed and some patience. */
export const lostAfterMs = 2_400;
/** The records may be late for a pulse or two. */
const recordsLostAfterMs = 4_000;
/** The least time without a frame, and without a verdict on one, that says something, however quick the line. */
export const [leastSilenceMs, leastUnjudgedMs] = [2_200, 1_800];
/** The number of its usual pauses that a line may be silent for. */
const pauses = 3;
/** The milliseconds that a line whose rhythm is not known may be silent. */
const unknownSilenceMs = 60_000;

/** Decides what a line is in. Green is said only of a part that was judged just now, by all that is known. Pure. */
export function lineStateOf(facts: LineFacts): LineState {
  const { station, last, now } = facts;
  const unheard = facts.unheardMs ?? Infinity;
  if (unheard > lostAfterMs) return { kind: 'lost', forMs: unheard };
  if (facts.unsaidMs > recordsLostAfterMs) return { kind: 'no-records', forMs: facts.unsaidMs };
  if (station.model === null) return { kind: 'no-model', forMs: 0 };
  if (station.trouble !== null)
    return { kind: 'refused', forMs: now - Date.parse(station.trouble.since) };
  if (isClosed(facts)) return { kind: 'closed', forMs: 0 };
  const waited = facts.waitingSince === null ? 0 : now - facts.waitingSince;
  if (waited > unjudgedAfterMs(facts)) return { kind: 'unjudged', forMs: waited };
  if (last === null) return { kind: 'waiting', forMs: 0 };
  const silent = now - Date.parse(last.inspectedAt);
  if (silent > silentAfterMs(facts)) return { kind: 'silent', forMs: silent };
  if (last.verdict === 'invalid' || station.camera.alerted) return { kind: 'camera', forMs: 0 };
  return { kind: last.verdict, forMs: silent };
}

/** A gate closes by the clock, and no event tells of it. */
function isClosed({ station: { gate }, now }: LineFacts): boolean {
  return !gate.open || (gate.until !== null && Date.parse(gate.until) <= now);
}

/** Returns the milliseconds without a frame from which on a line is silent: by its own rhythm. Pure. */
export function silentAfterMs({ usualPauseMs }: Pick<LineFacts, 'usualPauseMs'>): number {
  if (usualPauseMs === null) return unknownSilenceMs;
  return Math.max(leastSilenceMs, pauses * usualPauseMs);
}

/** Returns the milliseconds that a frame may wait for its verdict. Pure. */
function unjudgedAfterMs({ usualVerdictMs }: LineFacts): number {
  return Math.max(leastUnjudgedMs, pauses * (usualVerdictMs ?? 0));
}

/** The least number of frames whose gaps say something of the rhythm, and how many of the newest are looked at. */
const [fewestFrames, rhythmOf] = [5, 31];

/**
 * Returns the pause between frames, and the time to a verdict, that nine in ten of the newest inspections (newest
 * first) stay under; null with too few. Pure.
 */
export function rhythmOfLine(inspections: readonly Inspection[]): {
  usualPauseMs: number | null;
  usualVerdictMs: number | null;
} {
  const newest = inspections.slice(0, rhythmOf);
  if (newest.length < fewestFrames) return { usualPauseMs: null, usualVerdictMs: null };
  const at = newest.map(({ inspectedAt }) => Date.parse(inspectedAt));
  const gaps = at.slice(1).map((earlier, i) => at[i]! - earlier);
  return {
    usualPauseMs: nineInTen(gaps),
    usualVerdictMs: nineInTen(newest.map(({ times }) => times.totalMs)),
  };
}

function nineInTen(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(0.9 * (sorted.length - 1))]!;
}
