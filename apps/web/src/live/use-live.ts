import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Inspection } from '#contracts';
import type { LiveLine } from './live-line.js';
import type { LiveState } from './live-state.js';

export const LiveContext = createContext<LiveLine | null>(null);

export function useLiveLine(): LiveLine {
  const line = useContext(LiveContext);
  if (line === null) throw new Error('useLiveLine outside of LiveContext');
  return line;
}

/** Tells whether the line is live; the component is drawn again only when that changes. */
export function useConnected(): boolean {
  const line = useLiveLine();
  return useSyncExternalStore(line.subscribe, () => line.snapshot().connection.state === 'live');
}

/** Returns what goes on now; the component is drawn again as it changes. */
export function useLive(): LiveState {
  const line = useLiveLine();
  return useSyncExternalStore(line.subscribe, line.snapshot);
}

/** Returns the last inspections of a station, newest first; undefined until they were read. */
export function useInspections(stationId: string | null): Inspection[] | undefined {
  const line = useLiveLine();
  useEffect(() => {
    if (stationId !== null) line.want(stationId);
  }, [line, stationId]);
  return useSyncExternalStore(line.subscribe, () =>
    stationId === null ? undefined : line.snapshot().inspections[stationId],
  );
}

/** Returns a text that changes whenever the line tells something of the topic, and when it is back after a loss. */
export function useNews(...topics: readonly string[]): string {
  const line = useLiveLine();
  return useSyncExternalStore(line.subscribe, () => {
    const { news, connection } = line.snapshot();
    return [connection.state === 'live', ...topics.map((topic) => news[topic] ?? 0)].join();
  });
}
