import { useSyncExternalStore } from 'react';
import { type AlertsView, alertsViewOf, queryOfAlerts } from './routing/alerts-view.js';
import { type AdminView, adminViewOf, tailOfAdmin } from './routing/admin-view.js';
import { type HistoryView, historyViewOf, queryOfHistory } from './routing/history-view.js';
import { queryOfReport, type ReportView, reportViewOf } from './routing/report-view.js';
import { segmentsOf } from './routing/hash.js';

/** Pages of one station; the first is what its bare link shows. */
export const stationTabs = [
  'overview',
  'models',
  'test-set',
  'review',
  'quarantine',
  'drift',
  'map',
  'families',
  'golden',
  'settings',
] as const;
export type StationTab = (typeof stationTabs)[number];

export type Route =
  | { page: 'line'; station: string | null }
  /** The line as a screen at the machine shows it, and nothing else. */
  | { page: 'line-mode'; station: string }
  | { page: 'wall' }
  | ({ page: 'alerts' } & AlertsView)
  | { page: 'frame'; frame: string }
  | { page: 'stations' }
  | ({ page: 'admin' } & AdminView)
  | ({ page: 'history' } & HistoryView)
  | { page: 'passport'; part: string }
  | ({ page: 'report' } & ReportView)
  | { page: 'station'; station: string; tab: StationTab }
  | { page: 'rehearsal'; station: string; rehearsal: string };

/** Returns the page that a hash such as `#/frames/<id>` names; the live line for what is not known. */
export function routeOf(hash: string): Route {
  const { segments, query } = segmentsOf(hash);
  const [page = '', name = '', tab = '', id = ''] = segments;
  if (page === 'alerts') return { page, ...alertsViewOf(query) };
  if (page === 'wall') return { page };
  if (page === 'report') return { page, ...reportViewOf(query) };
  if (page === 'history') return { page, ...historyViewOf(query) };
  if (page === 'parts' && name !== '') return { page: 'passport', part: name };
  if (page === 'admin') return { page, ...adminViewOf(name, query) };
  if (page === 'frames' && name !== '') return { page: 'frame', frame: name };
  if (page === 'stations') return name === '' ? { page } : stationRoute(name, tab, id);
  if (page !== 'line' || name === '') return { page: 'line', station: null };
  return tab === 'full' ? { page: 'line-mode', station: name } : { page: 'line', station: name };
}

function stationRoute(station: string, tab: string, id: string): Route {
  if (tab === 'rehearsals' && id !== '') return { page: 'rehearsal', station, rehearsal: id };
  return {
    page: 'station',
    station,
    tab: stationTabs.find((known) => known === tab) ?? 'overview',
  };
}

/** Returns the hash of a page; `routeOf` reads it back. */
export function hashOf(route: Route): string {
  switch (route.page) {
    case 'line':
      return route.station === null ? '#/line' : `#/line/${encodeURIComponent(route.station)}`;
    case 'line-mode':
      return `#/line/${encodeURIComponent(route.station)}/full`;
    case 'frame':
      return `#/frames/${encodeURIComponent(route.frame)}`;
    case 'station':
      return `${hashOfStation(route.station)}${route.tab === 'overview' ? '' : `/${route.tab}`}`;
    case 'rehearsal':
      return `${hashOfStation(route.station)}/rehearsals/${encodeURIComponent(route.rehearsal)}`;
    case 'alerts':
      return `#/alerts${queryOfAlerts(route)}`;
    case 'report':
      return `#/report${queryOfReport(route)}`;
    case 'history':
      return `#/history${queryOfHistory(route)}`;
    case 'passport':
      return `#/parts/${encodeURIComponent(route.part)}`;
    case 'admin':
      return `#/admin${tailOfAdmin(route)}`;
    case 'stations':
    case 'wall':
      return `#/${route.page}`;
  }
}

export function hashOfTab(station: string, tab: StationTab): string {
  return hashOf({ page: 'station', station, tab });
}

/** Returns the station that a page is of; null for the pages that are of none. */
export function stationOfRoute(route: Route): string | null {
  return 'station' in route ? route.station : null;
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(onHashChange, () => location.hash));
}

/** Shows another view of the page at hand under an address of its own; going back leads out of the page. */
export function replaceRoute(route: Route): void {
  history.replaceState(null, '', hashOf(route));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

function hashOfStation(station: string): string {
  return `#/stations/${encodeURIComponent(station)}`;
}

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
