const place = 'touchstone.api-key';

/** Returns the API key that this browser keeps; an empty one is none. */
export function readKey(): string {
  return localStorage.getItem(place) ?? '';
}

export function keepKey(key: string): void {
  if (key === '') localStorage.removeItem(place);
  else localStorage.setItem(place, key);
}
