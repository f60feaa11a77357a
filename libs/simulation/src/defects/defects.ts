import type { Change } from '../camera/change.js';
import { chip, crack, missingHole } from './defects-of-shape.js';
import { dent, fibre, printFault, scratch, stain } from './defects-of-surface.js';
import { seeded, type Seeded } from '../seeded.js';

export const defectKinds = [
  'scratch',
  'dent',
  'stain',
  'crack',
  'chip',
  'missing-hole',
  'print-fault',
  'fibre',
] as const;
export type DefectKind = (typeof defectKinds)[number];

export interface Defect extends Change {
  kind: DefectKind;
  /** The plainness, from slight (0) to plain (1): how large and how strong it is for its kind. */
  plainness: number;
}

const makers: Record<DefectKind, (numbers: Seeded, size: number) => Change> = {
  scratch,
  dent,
  stain,
  crack,
  chip,
  'missing-hole': missingHole,
  'print-fault': printFault,
  fibre,
};

/** Places the defect of a kind on one part; its plainness is drawn evenly. */
export function placeDefect(kind: DefectKind, seed: number, index: number): Defect {
  const numbers = seeded(seed, index, kind);
  const plainness = numbers.between(0, 1);
  return { kind, plainness, ...makers[kind](numbers, plainness) };
}
