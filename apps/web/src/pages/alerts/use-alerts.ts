import { useCallback, useEffect, useState } from 'react';
import type { Alert, Page } from '#contracts';
import { read, send, sentenceOf } from '../../api/client.js';
import { useLive, useLiveLine } from '../../live/use-live.js';

const pageLength = 40;

export interface AlertFilter {
  station: string;
  acknowledged: 'no' | 'all';
}

/** Returns the alerts of a filter, newest first; those that come in meanwhile are put on top. */
export function useAlerts(filter: AlertFilter) {
  const [listed, list] = useState<Alert[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const line = useLiveLine();
  const { alerts: unread } = useLive();

  const load = useCallback(
    async (cursor: string | null, before: Alert[]) => {
      try {
        const page = await read<Page<Alert>>(pathOf(filter, cursor));
        list(distinct([...before, ...page.items]));
        setNext(page.next);
        setProblem(null);
      } catch (error) {
        setProblem(sentenceOf(error));
      }
    },
    [filter],
  );
  useEffect(() => void load(null, []), [load]);

  const acknowledge = async (id: string, by: string) => {
    try {
      const alert = await send<Alert>('POST', `/v1/alerts/${id}/acknowledge`, { by });
      list((all) => all.map((one) => (one.id === id ? alert : one)));
      await line.readAlerts();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  const alerts = distinct([...fresh(unread, listed, filter), ...listed]);
  return { alerts, next, problem, acknowledge, more: () => void load(next, listed) };
}

/** Returns the alerts that were raised after the list was read. */
function fresh(unread: Alert[], listed: Alert[], { station }: AlertFilter): Alert[] {
  const newest = listed[0]?.raisedAt ?? '';
  return unread.filter(
    (alert) => alert.raisedAt > newest && (station === '' || alert.stationId === station),
  );
}

/** Returns each alert once; the listed one stands before what the live line says of the same alert. */
function distinct(alerts: Alert[]): Alert[] {
  return [...new Map(alerts.map((alert) => [alert.id, alert])).values()];
}

function pathOf({ station, acknowledged }: AlertFilter, cursor: string | null): string {
  const query = new URLSearchParams({ limit: String(pageLength) });
  if (station !== '') query.set('station', station);
  if (acknowledged === 'no') query.set('acknowledged', 'false');
  if (cursor !== null) query.set('cursor', cursor);
  return `/v1/alerts?${query.toString()}`;
}
