import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { Inspection } from '#contracts';
import { api } from '../../api/client.js';
import { useConnected, useLive } from '../../live/use-live.js';
import { type Latch, type LatchedDefect, newLatch, readFrom, withDefects, withoutDefect } from './latch.js'; // prettier-ignore

/** What this screen keeps of a station, so that a reload forgets no defect. */
interface KeptLatch {
  began: string;
  latch: Latch;
}

const none: readonly LatchedDefect[] = [];
const placeOf = (station: string) => `touchstone.line-mode.${station}`;

/**
 * Holds every defect of the station until it is seen: told by the event stream, and read from the records after a
 * reload or a loss. `serverNow` is the server's time, null until it was heard.
 */
export function useLatch(
  station: string,
  inspections: readonly Inspection[] | undefined,
  serverNow: number | null,
) {
  const [kept, keep] = useState(() => readKept(station));
  const began = kept?.began ?? null;
  useEffect(() => {
    if (began === null && serverNow !== null) keep(begin(serverNow));
  }, [began, serverNow]);
  useEffect(() => {
    if (kept !== null) localStorage.setItem(placeOf(station), JSON.stringify(kept));
  }, [station, kept]);
  const change = useCallback((step: (latch: Latch, began: string) => Latch) => {
    keep((one) => {
      if (one === null) return one;
      const latch = step(one.latch, one.began);
      return latch === one.latch ? one : { ...one, latch };
    });
  }, []);
  const missed = useMissed(station, kept);
  useEffect(() => {
    for (const told of [inspections, missed])
      if (told !== undefined) change((latch, from) => withDefects(latch, told, from));
  }, [inspections, missed, change, began]);
  const queue = kept?.latch.queue ?? none;
  useSeenElsewhere(queue, change);
  const seen = useCallback(
    (frameId: string) => change((latch) => withoutDefect(latch, frameId)),
    [change],
  );
  const putBack = useCallback(
    (defect: LatchedDefect) => change((latch) => ({ ...latch, queue: [defect, ...latch.queue] })),
    [change],
  );
  return { queue, seen, putBack, newest: kept?.latch.taken.at(-1) ?? null };
}

/** Reads the defects that the screen may not have been told of, each time that the connection is there again. */
function useMissed(station: string, kept: KeptLatch | null): Inspection[] | undefined {
  const connected = useConnected();
  const { data } = useQuery({
    queryKey: ['missed-defects', station],
    queryFn: () => readDefects(station, readFrom(kept!.latch)),
    enabled: connected && kept !== null,
    gcTime: 0,
  });
  return data;
}

async function readDefects(station: string, from: string): Promise<Inspection[]> {
  const query = { station, verdict: 'defect' as const, from, limit: 500 };
  const found: Inspection[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.get('/v1/inspections', { query: { ...query, cursor } });
    found.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** Whoever acknowledged the alert, at whatever screen, has seen the defect. */
function useSeenElsewhere(
  queue: readonly LatchedDefect[],
  change: (step: (latch: Latch) => Latch) => void,
): void {
  const { raised } = useLive();
  useEffect(() => {
    const done = new Set(raised.filter(({ acknowledgedAt }) => acknowledgedAt !== null).map(({ frameId }) => frameId)); // prettier-ignore
    for (const { frameId } of queue)
      if (done.has(frameId)) change((latch) => withoutDefect(latch, frameId));
  }, [raised, queue, change]);
}

function begin(serverNow: number): KeptLatch {
  const began = new Date(serverNow).toISOString();
  return { began, latch: newLatch(began) };
}

function readKept(station: string): KeptLatch | null {
  const text = localStorage.getItem(placeOf(station));
  return text === null ? null : (JSON.parse(text) as KeptLatch);
}
