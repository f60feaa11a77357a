import { useSyncExternalStore } from 'react';

export type Route =
  | { page: 'line'; station: string | null }
  | { page: 'alerts' }
  | { page: 'frame'; frame: string }
  | { page: 'stations' }
  | { page: 'station'; station: string };

/** The page that a hash such as `#/frames/<id>` names; the live line for what is not known. */
export function routeOf(hash: string): Route {
  const [page = '', name = ''] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  if (page === 'alerts') return { page };
  if (page === 'frames' && name !== '') return { page: 'frame', frame: name };
  if (page === 'stations') return name === '' ? { page } : { page: 'station', station: name };
  return { page: 'line', station: page === 'line' && name !== '' ? name : null };
}

/** The hash of a page; `routeOf` reads it back. */
export function hashOf(route: Route): string {
  switch (route.page) {
    case 'line':
      return route.station === null ? '#/line' : `#/line/${encodeURIComponent(route.station)}`;
    case 'frame':
      return `#/frames/${encodeURIComponent(route.frame)}`;
    case 'station':
      return `#/stations/${encodeURIComponent(route.station)}`;
    case 'alerts':
    case 'stations':
      return `#/${route.page}`;
  }
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(onHashChange, () => location.hash));
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
