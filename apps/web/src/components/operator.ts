import { useSyncExternalStore } from 'react';

const place = 'touchstone.operator';
const listeners = new Set<() => void>();

/** Returns the name of who sits here, as this browser was told; what they judge and change is kept under it. */
export function readOperator(): string {
  return (localStorage.getItem(place) ?? '').trim() || 'operator';
}

function keepOperator(name: string): void {
  localStorage.setItem(place, name);
  for (const listener of listeners) listener();
}

/** Returns the name as it is typed, the same everywhere on the page. */
export function useOperator(): [string, (name: string) => void] {
  const name = useSyncExternalStore(listen, () => localStorage.getItem(place) ?? '');
  return [name, keepOperator];
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
