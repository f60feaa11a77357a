import type { PeriodReport } from '#contracts';
import { csvOf } from '../http/csv.js';

const columns = ['from', 'minutes', 'parts', 'defects', 'reviews', 'share', 'low', 'high', 'beyond'] as const; // prettier-ignore

/** Writes the report's stretches as CSV, oldest first: what its p-chart is drawn from. */
export function reportCsv({ chart: { minutes, points } }: PeriodReport): string {
  const rows = points.map(({ from, parts, defects, reviews, share, low, high, beyond }) => [
    from,
    String(minutes),
    String(parts),
    String(defects),
    String(reviews),
    share.toFixed(6),
    low.toFixed(6),
    high.toFixed(6),
    beyond ? 'yes' : 'no',
  ]);
  return csvOf([columns, ...rows]);
}
