import { useEffect, useState } from 'react';

/** Returns the value as it was a while ago at most: after a change it waits so many milliseconds, then takes the newest. */
export function usePaced<T>(value: T, waitMs: number): T {
  const [taken, setTaken] = useState(value);
  const changed = taken !== value;
  useEffect(() => {
    if (!changed) return;
    const timer = setTimeout(() => setTaken(value), waitMs);
    return () => clearTimeout(timer);
  }, [changed, value, waitMs]);
  return taken;
}
