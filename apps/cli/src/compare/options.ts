import {
  waysOf,
  type HeadKind,
  type Combination,
  type CombinationPooling,
  needsLabels,
  objectiveDefaults,
  type ObjectiveKind,
} from '#training';
import { TouchstoneError } from '#contracts';

export interface CompareOptions {
  backbone: string[];
  pooling: CombinationPooling[];
  heads: HeadKind[];
  l2: ('on' | 'off')[];
  objective: ObjectiveKind;
  epochs: number;
  views: number;
  seeds: number;
  out?: string;
  json?: boolean;
}

/** Tells whether any head learns anything. */
export function trainsHeads({ heads }: CompareOptions): boolean {
  return heads.some((head) => head !== 'none');
}

export function waysFrom({ pooling, l2, heads }: CompareOptions): Combination[] {
  return waysOf({ poolings: pooling, l2Norms: l2.map((norm) => norm === 'on'), heads });
}

export function seedsOf({ seeds }: CompareOptions): number[] {
  return Array.from({ length: seeds }, (_, i) => i + 1);
}

/**
 * Refuses too few variants.
 * @throws TouchstoneError validation-failed where the objective needs more views than are made.
 */
export function refuseTooFewViews(options: CompareOptions): void {
  const { objective, views } = options;
  if (views > 1 || !trainsHeads(options) || needsLabels(objectiveDefaults[objective])) return;
  throw new TouchstoneError(
    'validation-failed',
    `--objective ${objective} learns from two views of each image at least; --views is ${views}. Give --views 2 or more.`,
  );
}
