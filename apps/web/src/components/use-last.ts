import { useState } from 'react';

/** Returns the last value that was there: a list that is read again does not blink. */
export function useLast<T>(value: T | null): T | null {
  const [kept, keep] = useState(value);
  if (value !== null && value !== kept) keep(value);
  return value ?? kept;
}
