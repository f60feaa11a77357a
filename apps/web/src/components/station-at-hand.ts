import { useEffect } from 'react';
import { type Route, stationOfRoute } from '../routing.js';

const place = 'touchstone.station';

/** Returns the station that was looked at last in this browser; null before any was. */
export function lastStation(): string | null {
  return localStorage.getItem(place);
}

export function keepStation(station: string): void {
  localStorage.setItem(place, station);
}

/** Returns the station that links without one lead to: the page's own, else the one that was looked at last. */
export function useStationAtHand(route: Route): string | null {
  const station = stationOfRoute(route);
  useEffect(() => {
    if (station !== null) keepStation(station);
  }, [station]);
  return station ?? lastStation();
}
