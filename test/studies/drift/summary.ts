import { designAlarmRate } from '#drift';
import type { DriftSettings } from '#contracts';
import { fullSize, sizeAt, type SlowChangeKind } from '#simulation';
import type { DriftStudyOptions } from './options.js';
import { type Noticed, type Noticer, noticers } from './watch-line.js';

export interface Change {
  readonly kind: SlowChangeKind;
  /** Part at which each noticer alarmed, from the first one in service. */
  readonly noticed: Noticed;
}

/** The results of one line. */
export interface LineResult {
  readonly line: string;
  readonly changes: readonly Change[];
  readonly partsWithoutChange: number;
  readonly falseAlarms: Partial<Record<Noticer, number>>;
  readonly invalidWithoutChange: number;
}

/** The way in which one change was noticed on one line. */
export interface Noticing {
  readonly line: string;
  readonly kind: SlowChangeKind;
  /**
   * The test that alarmed first, how many parts after the change began, and how large it was by then; null: none did.
   */
  readonly first: { by: Noticer; parts: number; size: number } | null;
  /** The number of parts after the change began, of all that alarmed; negative ones are false. */
  readonly delays: Partial<Record<Noticer, number>>;
}

export interface Summary {
  readonly options: DriftStudyOptions;
  readonly noticings: readonly Noticing[];
  readonly partsWithoutChange: number;
  readonly falseAlarms: Partial<Record<Noticer, number>>;
  readonly falseAlarmsPer10000: number;
  readonly invalidWithoutChange: number;
  /** The parts that theory gives for the line's own decision. */
  readonly alarmRate: { partsBetweenFalseAlarms: number; partsToDetection: number };
}

export function summaryOf(
  results: readonly LineResult[],
  options: DriftStudyOptions,
  settings: DriftSettings,
): Summary {
  const falseAlarms: Partial<Record<Noticer, number>> = {};
  for (const { falseAlarms: counts } of results)
    for (const noticer of noticers)
      if (counts[noticer]) falseAlarms[noticer] = (falseAlarms[noticer] ?? 0) + counts[noticer];
  const partsWithoutChange = sum(results.map((result) => result.partsWithoutChange));
  const { acceptedAlarmRate: accepted, noticedAlarmRate: noticed } = settings;
  const design = designAlarmRate({ ...settings, accepted, noticed });
  return {
    options,
    noticings: results.flatMap(({ line, changes }) =>
      changes.map((change) => noticingOf(line, change, options)),
    ),
    partsWithoutChange,
    falseAlarms,
    falseAlarmsPer10000: (1e4 * sum(Object.values(falseAlarms))) / partsWithoutChange,
    invalidWithoutChange: sum(results.map((result) => result.invalidWithoutChange)),
    alarmRate: {
      partsBetweenFalseAlarms: Math.round(design.partsBetweenFalseAlarms),
      partsToDetection: Math.round(design.partsToDetection),
    },
  };
}

function noticingOf(
  line: string,
  { kind, noticed }: Change,
  { steady, over }: DriftStudyOptions,
): Noticing {
  const delays: Noticing['delays'] = {};
  for (const noticer of noticers)
    if (noticed[noticer] !== undefined) delays[noticer] = noticed[noticer] - steady + 1;
  const real = noticers
    .filter((noticer) => (delays[noticer] ?? 0) > 0)
    .toSorted((a, b) => delays[a]! - delays[b]!);
  const by = real[0];
  if (by === undefined) return { line, kind, first: null, delays };
  const parts = delays[by]!;
  const size = sizeAt({ kind, from: 0, over, size: fullSize[kind] }, parts - 1);
  return { line, kind, first: { by, parts, size }, delays };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
