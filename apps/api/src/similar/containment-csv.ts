import type { SimilarFrame } from '#contracts';
import { csvOf } from '../http/csv.js';

const columns = [
  'rank',
  'distance',
  'part',
  'lot',
  'station',
  'verdict',
  'label',
  'captured_at',
  'inspected_at',
  'frame',
] as const;

/** Writes the list as CSV (RFC 4180), most similar first: what a spreadsheet opens. */
export function containmentCsv(items: readonly SimilarFrame[]): string {
  const rows = items.map((item, i) => [
    String(i + 1),
    item.distance.toFixed(6),
    item.partId ?? '',
    item.lot ?? '',
    item.stationId,
    item.verdict,
    item.label ?? '',
    item.capturedAt ?? '',
    item.inspectedAt,
    item.frameId,
  ]);
  return csvOf([columns, ...rows]);
}
