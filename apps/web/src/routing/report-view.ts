import { dayAt, dayOf } from './days.js';

/** The station and the days, both with them, that a report is of; null is the usual. */
export interface ReportView {
  station: string | null;
  from: string | null;
  until: string | null;
}

export const usualReport: ReportView = { station: null, from: null, until: null };

export function reportViewOf(query: URLSearchParams): ReportView {
  return {
    station: query.get('station'),
    from: dayOf(query.get('from')),
    until: dayOf(query.get('until')),
  };
}

/** Writes the view as a query, `?` included; nothing for the usual one. */
export function queryOfReport({ station, from, until }: ReportView): string {
  const query = new URLSearchParams();
  if (station !== null) query.set('station', station);
  if (from !== null) query.set('from', from);
  if (until !== null) query.set('until', until);
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** Returns the last so many days, today with them. */
export function lastDays(days: number, now: Date): { from: string; until: string } {
  const first = new Date(now);
  first.setDate(first.getDate() - days + 1);
  return { from: dayAt(first), until: dayAt(now) };
}
