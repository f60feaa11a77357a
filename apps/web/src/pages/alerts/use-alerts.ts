import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Alert, Incident, Page } from '#contracts';
import { api, sentenceOf } from '../../api/client.js';
import { useLive } from '../../live/use-live.js';
import { arrivals, asTold } from './alert-list.js';

const pageLength = 100;

export interface AlertFilter {
  station: string | null;
  show: 'open' | 'all';
  /** Only the alerts of this incident; null for all. */
  incident: Incident | null;
}

type Pages = InfiniteData<Page<Alert>, string | null>;

/**
 * Returns the alerts of a filter, newest first, in an order that stays: what was read stands where it stood, whoever
 * acknowledges it, and what comes in waits as `fresh` until a person takes it.
 */
export function useAlerts(filter: AlertFilter) {
  const key = ['alerts', filter.station, filter.show, filter.incident?.id ?? null];
  const client = useQueryClient();
  const { raised } = useLive();
  const [acknowledged, setAcknowledged] = useState<ReadonlyMap<string, Alert>>(new Map());
  const read = useInfiniteQuery<Page<Alert>, Error, Pages, typeof key, string | null>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      api.get('/v1/alerts', { query: queryOf(filter, pageParam), signal }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    staleTime: Infinity,
    gcTime: 0,
  });
  const listed = useMemo(() => read.data?.pages.flatMap(({ items }) => items) ?? [], [read.data]);
  const alerts = useMemo(
    () => asTold(listed, raised, acknowledged),
    [listed, raised, acknowledged],
  );
  const fresh = useMemo(
    () => (filter.incident === null && read.isSuccess ? arrivals(raised, listed, filter) : []),
    [raised, listed, filter, read.isSuccess],
  );
  return {
    alerts,
    fresh: fresh.length,
    problem: read.failureReason === null ? null : sentenceOf(read.failureReason),
    reading: read.isPending,
    /** Puts what came in meanwhile on top. */
    takeFresh: () => client.setQueryData<Pages>(key, (data) => data && withFresh(data, fresh)),
    more: () => void (read.hasNextPage && !read.isFetching && read.fetchNextPage()),
    /** Shows what an answer of the API says of alerts, before the event stream does. */
    tell: (told: readonly Alert[]) =>
      setAcknowledged((known) => new Map([...known, ...told.map((one) => [one.id, one] as const)])),
  };
}

function withFresh(data: Pages, fresh: Alert[]): Pages {
  const [first, ...others] = data.pages;
  if (first === undefined) return data;
  return { ...data, pages: [{ ...first, items: [...fresh, ...first.items] }, ...others] };
}

function queryOf({ station, show, incident }: AlertFilter, cursor: string | null) {
  return {
    limit: pageLength,
    station: incident?.stationId ?? station ?? undefined,
    acknowledged: show === 'open' ? 'false' : undefined,
    cursor: cursor ?? undefined,
    ...(incident !== null && {
      family: incident.family.id,
      from: incident.began,
      until: incident.last,
    }),
  };
}
