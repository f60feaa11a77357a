import type { Review } from '#contracts';
import { useMemo } from 'react';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';

/** Returns the names that people gave to defects of the station, the most used first. */
export function useDefectNames(stationId: string | null): string[] {
  const news = useNews(`review:${stationId}`);
  const named = stationId === null ? null : { path: { station: stationId }, query: { limit: 200 } };
  const { value } = useRead('/v1/stations/{station}/reviews', named, news);
  return useMemo(() => namesOf(value?.items ?? []), [value]);
}

/** Returns the names, the most used first. Undone answers count: the word is still one that people here use. */
export function namesOf(given: readonly Pick<Review, 'name'>[]): string[] {
  const counts = new Map<string, number>();
  for (const { name } of given) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([name]) => name);
}

/** Returns the station's defect memory, newest first. */
export function useDefectMemory(stationId: string | null) {
  const news = useNews(`review:${stationId}`);
  const named = stationId === null ? null : { path: { station: stationId } };
  return useRead('/v1/stations/{station}/defect-memory', named, news);
}
