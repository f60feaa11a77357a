import type { CrossFitted } from '#adaptation';

/** What one objective gave, seed by seed. */
export interface StudyRow {
  readonly objective: string;
  readonly seeds: readonly CrossFitted[];
  /** Means over the seeds. */
  readonly precisionAt5: { readonly untrained: number; readonly trained: number };
  readonly nearestAccuracy: { readonly untrained: number; readonly trained: number };
  /** Deviation over the seeds, of the trained precision at 5; null with one seed. */
  readonly spread: number | null;
  /** Seeds with which the trained precision at 5 is above the untrained one. */
  readonly seedsAbove: number;
}

export interface StudyHead {
  readonly set: string;
  readonly backbone: string;
  readonly folds: number;
  readonly seeds: number;
  readonly views: number;
  readonly defects: number;
  readonly normals: number;
}

export function rowOf(objective: string, seeds: readonly CrossFitted[]): StudyRow {
  const of = (which: 'untrained' | 'trained', figure: 'precisionAt5' | 'nearestAccuracy') => mean(seeds.map((one) => one[which][figure])); // prettier-ignore
  return {
    objective,
    seeds,
    precisionAt5: { untrained: of('untrained', 'precisionAt5'), trained: of('trained', 'precisionAt5') }, // prettier-ignore
    nearestAccuracy: { untrained: of('untrained', 'nearestAccuracy'), trained: of('trained', 'nearestAccuracy') }, // prettier-ignore
    spread: spreadOf(seeds.map(({ trained }) => trained.precisionAt5)),
    seedsAbove: seeds.filter(
      ({ trained, untrained }) => trained.precisionAt5 > untrained.precisionAt5,
    ).length,
  };
}

export function studyLines(head: StudyHead, rows: readonly StudyRow[]): string[] {
  const { set, backbone, defects, normals, folds, seeds } = head;
  return [
    `${set}, ${backbone}: ${defects} defects and ${normals} good parts, ${folds} folds, seeds 1 to ${seeds}`,
    'Every defect looks among all others, by a projection that was fitted without it.',
    '',
    'objective      precision at 5, by seed            mean (untrained)  nearest five right  loss             above untrained',
    ...rows.map(line),
  ];
}

function line({
  objective,
  seeds,
  precisionAt5,
  nearestAccuracy,
  spread,
  seedsAbove,
}: StudyRow): string {
  const bySeed = seeds.map(({ trained }) => number(trained.precisionAt5)).join(' ');
  const means = `${number(precisionAt5.trained)}${spread === null ? '' : ` ± ${number(spread)}`} (${number(precisionAt5.untrained)})`; // prettier-ignore
  const nearest = `${number(nearestAccuracy.trained)} (${number(nearestAccuracy.untrained)})`;
  const loss = `${seeds[0]!.firstLoss.toFixed(2)} to ${seeds[0]!.lastLoss.toFixed(2)}`;
  return [
    objective.padEnd(14),
    bySeed.padEnd(28),
    means.padEnd(24),
    nearest.padEnd(19),
    loss.padEnd(16),
    `${seedsAbove} of ${seeds.length}`,
  ].join(' ');
}

function number(value: number): string {
  return value.toFixed(3);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spreadOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const middle = mean(values);
  return Math.sqrt(
    values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1),
  );
}
