import { useEffect, useMemo, useState } from 'react';
import type { Inspection, StationTile } from '#contracts';
import { useRead } from '../api/use-read.js';
import { type LineState, lineStateOf, rhythmOfLine } from './line-state.js';
import type { Pulse } from './pulse.js';
import { useInspections, useLiveLine, useNews } from './use-live.js';

/** How often a screen looks at the clock. */
const everyMs = 250;

/** Returns the time, by this browser's clock in milliseconds since 1970, again and again. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The time by the server's clock, and what it was last heard to say. */
export function useServerTime(): { now: number; heard: Pulse | null; unheardMs: number | null } {
  const line = useLiveLine();
  const local = useNow();
  const heard = line.pulse();
  const unheardMs = heard && Math.max(0, local - heard.heardAt);
  return { now: local + (heard?.ahead ?? 0), heard, unheardMs };
}

export interface LineNow {
  tile: StationTile | null;
  /** The newest inspections, newest first; undefined until they were read. */
  inspections: readonly Inspection[] | undefined;
  state: LineState;
  /** The time by the server's clock. */
  now: number;
  usualPauseMs: number | null;
}

/** Returns what a station's line is in just now; until everything is known that is not green. */
export function useLineNow(stationId: string): LineNow {
  const topics = ['gate', 'camera', 'models', 'station', 'trouble'];
  const news = useNews(...topics.map((topic) => `${topic}:${stationId}`));
  const { value } = useRead('/v1/wall', { query: { station: stationId } }, news);
  const inspections = useInspections(stationId);
  const { now, heard, unheardMs } = useServerTime();
  const rhythm = useMemo(() => rhythmOfLine(inspections ?? []), [inspections]);
  const tile = value?.items[0] ?? null;
  const state = tileState({ tile, last: inspections?.[0] ?? null, rhythm, now, heard, unheardMs });
  return { tile, inspections, state, now, usualPauseMs: rhythm.usualPauseMs };
}

/** Returns what a line is in by its tile, what was heard since, and the clock. Pure. */
export function tileState(known: {
  tile: StationTile | null;
  last: Inspection | null;
  rhythm: ReturnType<typeof rhythmOfLine>;
  now: number;
  heard: Pulse | null;
  unheardMs: number | null;
}): LineState {
  const { tile, heard, now } = known;
  if (tile === null || heard === null) return { kind: 'lost', forMs: known.unheardMs ?? 0 };
  const waiting = heard.waiting.get(tile.stationId);
  return lineStateOf({
    now,
    unheardMs: known.unheardMs,
    unsaidMs: now - heard.ahead - heard.recordsHeardAt,
    station: tile,
    last: newer(known.last, tile.last),
    ...known.rhythm,
    waitingSince: waiting === undefined ? null : Date.parse(waiting.oldestAt),
  });
}

function newer(one: Inspection | null, other: Inspection | null): Inspection | null {
  if (one === null || other === null) return one ?? other;
  return one.inspectedAt >= other.inspectedAt ? one : other;
}
