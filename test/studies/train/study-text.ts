import { mean, spreadOf, type CrossFitted, type Spread } from '#training';
import { aligned, share } from '../../../apps/cli/src/evaluate/table.js';

/** The figures of one objective, seed by seed. */
export interface StudyRow {
  readonly objective: string;
  readonly seeds: readonly CrossFitted[];
  /** The precision at 5 over the seeds. */
  readonly precisionAt5: { readonly untrained: number; readonly trained: Spread };
  readonly nearestAccuracy: { readonly untrained: number; readonly trained: number };
  /** The number of seeds with which the trained precision at 5 is above the untrained one. */
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

/** Returns the row of one objective, of one seed at least. */
export function rowOf(objective: string, seeds: readonly CrossFitted[]): StudyRow {
  const of = (which: 'untrained' | 'trained', figure: 'precisionAt5' | 'nearestAccuracy') =>
    seeds.map((one) => one[which][figure]);
  const [before, after] = [of('untrained', 'precisionAt5'), of('trained', 'precisionAt5')];
  return {
    objective,
    seeds,
    precisionAt5: { untrained: mean(before), trained: spreadOf(after) },
    nearestAccuracy: {
      untrained: mean(of('untrained', 'nearestAccuracy')),
      trained: mean(of('trained', 'nearestAccuracy')),
    },
    seedsAbove: after.filter((figure, i) => figure > before[i]!).length,
  };
}

const titles = [
  'objective',
  'precision at 5, by seed',
  'mean',
  'untrained',
  'five nearest right',
  'untrained',
  'loss, seed 1',
  'above untrained',
];

export function studyLines(head: StudyHead, rows: readonly StudyRow[]): string[] {
  const { set, backbone, defects, normals, folds, seeds } = head;
  return [
    `${set}, ${backbone}: ${defects} defects and ${normals} good parts, ${folds} folds, seeds 1 to ${seeds}`,
    'Every defect looks among all others, by a projection that was fitted without it.',
    '',
    aligned([titles, ...rows.map(cellsOf)]).trimEnd(),
  ];
}

function cellsOf({ objective, seeds, precisionAt5, nearestAccuracy, seedsAbove }: StudyRow) {
  const { mean: middle, deviation } = precisionAt5.trained;
  return [
    objective,
    seeds.map(({ trained }) => share(trained.precisionAt5)).join(' '),
    deviation === null ? share(middle) : `${share(middle)} ± ${share(deviation)}`,
    share(precisionAt5.untrained),
    share(nearestAccuracy.trained),
    share(nearestAccuracy.untrained),
    `${share(seeds[0]!.firstLoss)} to ${share(seeds[0]!.lastLoss)}`,
    `${seedsAbove} of ${seeds.length}`,
  ];
}
