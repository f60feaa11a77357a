import { useRef } from 'react';
import type { Incident } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';
import { usePaced } from '../../live/use-paced.js';
import { inKnownOrder } from '../../components/known-order.js';

/** A line that makes many defects tells of its incident with each: the list is read again so often at most. */
const readEveryMs = 2_000;

/**
 * Returns the incidents of the last day, of all stations or of one. When they are first read the one that ended last
 * stands first; from then on each keeps its place, and new ones come at the end.
 */
export function useIncidents(station: string | null): Incident[] {
  const news = usePaced(useNews('incidents'), readEveryMs);
  const order = useRef<readonly string[]>([]);
  const query = { hours: 24, station: station ?? undefined };
  const { value } = useRead('/v1/incidents', { query }, news);
  // One alert is no run of them.
  const all = (value?.items ?? []).filter(({ alerts }) => alerts > 1);
  const shown = inKnownOrder(all, order.current);
  if (value !== null) order.current = shown.map(({ id }) => id);
  return shown;
}
