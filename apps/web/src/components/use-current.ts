import { useEffect, useState } from 'react';

/**
 * Returns which item of a list the keys speak to. It is held by its id and not by its place: what comes in above must
 * never slip under somebody's finger.
 */
export function useCurrent(ids: readonly string[]) {
  const [picked, pick] = useState<string | null>(null);
  const first = ids[0] ?? null;
  const current = picked !== null && ids.includes(picked) ? picked : first;
  useEffect(() => {
    if (picked !== current) pick(current);
  }, [picked, current]);
  const go = (by: number) => {
    const to = ids[(current === null ? 0 : ids.indexOf(current)) + by];
    if (to !== undefined) pick(to);
  };
  return { current, pick, go };
}
