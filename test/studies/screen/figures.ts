import type { ScreenStudyOptions } from './options.js';
import type { SplitFigures } from './try-split.js';

export interface StudyFigures {
  readonly share: number;
  readonly mostGood: number;
  readonly seed: number;
  readonly splits: number;
  readonly good: number;
  readonly defects: number;
  /** Means over the splits. */
  readonly foundShare: number | null;
  readonly goodSetAsideShare: number;
  readonly expectedMissed: number | null;
  readonly missed: number | null;
  /** Splits in which more good ones were set aside than `mostGood` allows of so many. */
  readonly splitsOverMostGood: number;
  readonly auroc: Record<'clean' | 'poisoned' | 'screened', number | null>;
}

export function figuresOf(
  { share, mostGood, seed }: ScreenStudyOptions,
  splits: readonly SplitFigures[],
): StudyFigures {
  const { good, defects } = splits[0]!;
  const auroc = (which: keyof StudyFigures['auroc']) => mean(splits.map((s) => s.auroc[which]));
  return {
    share,
    mostGood,
    seed,
    splits: splits.length,
    good,
    defects,
    foundShare: defects === 0 ? null : mean(splits.map((s) => s.defectsFound / s.defects)),
    goodSetAsideShare: mean(splits.map((s) => s.goodSetAside / s.good)) ?? 0,
    expectedMissed: mean(splits.map((s) => s.expectedMissed)),
    missed: mean(splits.map((s) => s.missed)),
    splitsOverMostGood: splits.filter((s) => s.goodSetAside > Math.floor(mostGood * s.good)).length,
    auroc: { clean: auroc('clean'), poisoned: auroc('poisoned'), screened: auroc('screened') },
  };
}

/** Returns the mean; null when one value is missing. */
function mean(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum / values.length;
}

export function studyText(figures: StudyFigures & { set: string; backbone: string }): string {
  const { auroc } = figures;
  return [
    `${figures.set}, ${figures.backbone}: ${figures.good} good normals and ${figures.defects} defects among them, ${figures.splits} draws`,
    `  defects found           ${percent(figures.foundShare)}`,
    `  good set aside          ${percent(figures.goodSetAsideShare)} (over the granted share in ${figures.splitsOverMostGood} of ${figures.splits} draws)`,
    `  missed, as expected     ${percent(figures.expectedMissed)}`,
    `  missed                  ${percent(figures.missed)}`,
    `  image AUROC, clean bank ${number(auroc.clean)}, poisoned ${number(auroc.poisoned)}, screened ${number(auroc.screened)}`,
    '',
  ].join('\n');
}

function percent(share: number | null): string {
  return share === null ? 'not known' : `${(100 * share).toFixed(1)} %`;
}

function number(value: number | null): string {
  return value === null ? 'not known' : value.toFixed(3);
}
