/** What the page of alerts shows: its filters and what is chosen. Null is every one, or none chosen. */
export interface AlertsView {
  station: string | null;
  /** Those to acknowledge, or all. */
  show: 'open' | 'all';
  incident: string | null;
  alert: string | null;
}

export const allAlerts: AlertsView = { station: null, show: 'open', incident: null, alert: null };

/** Reads the view from an address; what is not known is the usual view. */
export function alertsViewOf(query: URLSearchParams): AlertsView {
  return {
    station: query.get('station'),
    show: query.get('show') === 'all' ? 'all' : 'open',
    incident: query.get('incident'),
    alert: query.get('alert'),
  };
}

/** Writes the view as a query, `?` included; nothing for the usual one. */
export function queryOfAlerts({ station, show, incident, alert }: AlertsView): string {
  const query = new URLSearchParams();
  if (station !== null) query.set('station', station);
  if (show === 'all') query.set('show', show);
  if (incident !== null) query.set('incident', incident);
  if (alert !== null) query.set('alert', alert);
  return query.size === 0 ? '' : `?${query.toString()}`;
}
