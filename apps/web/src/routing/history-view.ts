import { dayOf } from './days.js';

/** The inspections that the history shows. Null leaves nothing out. */
export interface HistoryView {
  part: string | null;
  lot: string | null;
  station: string | null;
  verdict: string | null;
  /** The ids of a family and of a model of the chosen station. */
  family: string | null;
  model: string | null;
  /** Days such as `2026-11-30`, both with them. */
  from: string | null;
  until: string | null;
}

const filters = ['part', 'lot', 'station', 'verdict', 'family', 'model', 'from', 'until'] as const;

export const wholeHistory: HistoryView = {
  part: null,
  lot: null,
  station: null,
  verdict: null,
  family: null,
  model: null,
  from: null,
  until: null,
};

/** Reads the view from an address; what is not known is left out. */
export function historyViewOf(query: URLSearchParams): HistoryView {
  const view = { ...wholeHistory };
  for (const filter of filters) view[filter] = query.get(filter);
  return { ...view, from: dayOf(view.from), until: dayOf(view.until) };
}

/** Writes the view as a query, `?` included; nothing for the whole history. */
export function queryOfHistory(view: HistoryView): string {
  const query = new URLSearchParams();
  for (const filter of filters) if (view[filter] !== null) query.set(filter, view[filter]);
  return query.size === 0 ? '' : `?${query.toString()}`;
}
