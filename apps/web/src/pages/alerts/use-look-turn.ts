import { useMemo, useRef, useState } from 'react';
import type { Alert } from '#contracts';
import { useNews } from '../../live/use-live.js';

/** Changes with the news of a station's incidents until the alert's look was seen: forty cards are not read again for each. */
export function useLookTurn({ stationId, look }: Alert) {
  const news = useNews(`incidents:${stationId}`);
  const [seen, setSeen] = useState((look ?? null) !== null);
  const last = useRef(news);
  if (!seen) last.current = news;
  const turn = last.current;
  return useMemo(() => ({ turn, seen: () => setSeen(true) }), [turn]);
}
