import type { RegionOfInterest, Verdict } from '#contracts';

/** The spans of time in which frames are looked through, counted back from now. */
export const periods = {
  all: { word: 'ever', hours: null },
  hour: { word: 'in the last hour', hours: 1 },
  shift: { word: 'in the last shift', hours: 8 },
  day: { word: 'in the last day', hours: 24 },
  week: { word: 'in the last week', hours: 168 },
} as const;
export type Period = keyof typeof periods;

export interface SimilarFilter {
  /** The station that is searched; null: every station whose frames can be compared. */
  readonly station: string | null;
  readonly verdict: Verdict | null;
  readonly label: string;
  /** Distance at most; empty: however far. */
  readonly within: string;
  readonly period: Period;
}

const count = 24;

/** Returns the path that answers, with the time of asking for the period. */
export function similarPath(
  frameId: string,
  { station, verdict, label, within, period }: SimilarFilter,
  region: RegionOfInterest | null,
  now: number,
): string {
  const query = new URLSearchParams({ count: String(count) });
  if (station !== null) query.set('station', station);
  if (verdict !== null) query.set('verdict', verdict);
  if (label.trim() !== '') query.set('label', label.trim());
  if (within.trim() !== '') query.set('within', within.trim());
  const { hours } = periods[period];
  if (hours !== null) query.set('from', new Date(now - hours * 3_600_000).toISOString());
  if (region !== null) query.set('region', regionText(region));
  return `/v1/frames/${frameId}/similar?${query.toString()}`;
}

/** Four digits are a tenth of a pixel of a thousand. */
function regionText({ x, y, width, height }: RegionOfInterest): string {
  const [left, top] = [rounded(x), rounded(y)];
  return [left, top, Math.min(rounded(width), 1 - left), Math.min(rounded(height), 1 - top)]
    .map((share) => Number(share.toFixed(4)))
    .join(',');
}

function rounded(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}

/** Returns the path of the same as a list to contain a defect: all that were found, as CSV. */
export function listPath(path: string): string {
  const [address, query] = path.split('?');
  const asked = new URLSearchParams(query);
  asked.set('count', '1000');
  asked.set('format', 'csv');
  return `${address}?${asked.toString()}`;
}
