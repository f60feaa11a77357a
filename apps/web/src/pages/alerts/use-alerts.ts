import { useCallback, useEffect, useState } from 'react';
import type { Alert } from '#contracts';
import { api, sentenceOf } from '../../api/client.js';
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
        const page = await api.get('/v1/alerts', { query: queryOf(filter, cursor) });
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
      const asked = { path: { alert: id }, body: { by } };
      const alert = await api.post('/v1/alerts/{alert}/acknowledge', asked);
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

function queryOf({ station, acknowledged }: AlertFilter, cursor: string | null) {
  return {
    limit: pageLength,
    station: station === '' ? undefined : station,
    acknowledged: acknowledged === 'no' ? 'false' : undefined,
    cursor: cursor ?? undefined,
  };
}
