import { useState } from 'react';

/** Returns a setting that this browser keeps. */
export function useKept(name: string, first: string): [string, (value: string) => void] {
  const place = `touchstone.${name}`;
  const [value, set] = useState(() => localStorage.getItem(place) ?? first);
  const keep = (next: string) => {
    localStorage.setItem(place, next);
    set(next);
  };
  return [value, keep];
}
