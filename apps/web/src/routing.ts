import { useSyncExternalStore } from 'react';

/** Pages of one station; the first is what its bare link shows. */
export const stationTabs = [
  'overview',
  'models',
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
  | { page: 'alerts' }
  | { page: 'frame'; frame: string }
  | { page: 'stations' }
  | { page: 'station'; station: string; tab: StationTab }
  | { page: 'rehearsal'; station: string; rehearsal: string };

/** Returns the page that a hash such as `#/frames/<id>` names; the live line for what is not known. */
export function routeOf(hash: string): Route {
  const [page = '', name = '', tab = '', id = ''] = hash
    .replace(/^#\/?/, '')
    .split('/')
    .map(decoded);
  if (page === 'alerts') return { page };
  if (page === 'frames' && name !== '') return { page: 'frame', frame: name };
  if (page === 'stations') return name === '' ? { page } : stationRoute(name, tab, id);
  return { page: 'line', station: page === 'line' && name !== '' ? name : null };
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
    case 'frame':
      return `#/frames/${encodeURIComponent(route.frame)}`;
    case 'station':
      return `${hashOfStation(route.station)}${route.tab === 'overview' ? '' : `/${route.tab}`}`;
    case 'rehearsal':
      return `${hashOfStation(route.station)}/rehearsals/${encodeURIComponent(route.rehearsal)}`;
    case 'alerts':
    case 'stations':
      return `#/${route.page}`;
  }
}

export function hashOfTab(station: string, tab: StationTab): string {
  return hashOf({ page: 'station', station, tab });
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(onHashChange, () => location.hash));
}

function hashOfStation(station: string): string {
  return `#/stations/${encodeURIComponent(station)}`;
}

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** A link cut in the middle of an escape still leads somewhere. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
