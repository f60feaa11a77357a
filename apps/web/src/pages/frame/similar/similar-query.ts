import type { Named } from '#client';
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

export const similarPath = '/v1/frames/{frame}/similar';
type SimilarNamed = Named<typeof similarPath>;

/** Returns what is asked for, with the time of asking for the period. */
export function similarNamed(
  frame: string,
  { station, verdict, label, within, period }: SimilarFilter,
  region: RegionOfInterest | null,
  now: number,
): SimilarNamed {
  const { hours } = periods[period];
  const query = {
    count,
    station: station ?? undefined,
    verdict: verdict ?? undefined,
    label: label.trim() || undefined,
    within: within.trim() === '' ? undefined : Number(within),
    from: hours === null ? undefined : new Date(now - hours * 3_600_000).toISOString(),
    region: region === null ? undefined : regionText(region),
  };
  return { path: { frame }, query };
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

/** Returns the same as a list to contain a defect: all that were found, as CSV. */
export function listNamed({ path, query }: SimilarNamed): SimilarNamed {
  return { path, query: { ...query, count: 1000, format: 'csv' } };
}
