import type { LearningRun } from '../learning.js';
import { holdOut, type HeldOut } from './held-out.js';
import type { PlannedBanks } from './planned-banks.js';

/** Scores the normals of a run held out, with the banks that were planned for it, and tells how far it is. */
export function heldOutOf(
  { runtime, kept, mask, options }: LearningRun,
  banks: PlannedBanks,
): Promise<HeldOut> {
  const of = banks.folds.reduce((sum, fold) => sum + fold.length, 0);
  const onFold = (done: number) => options.onProgress?.({ step: 'held-out', done, of });
  onFold(0);
  const { scoreSettings } = options;
  const bankWithout = (fold: number) => banks.without(fold);
  const withoutBoth = (a: number, b: number) => banks.withoutBoth(a, b);
  const { folds } = banks;
  return holdOut({
    runtime,
    kept,
    mask,
    scoreSettings,
    folds,
    bankWithout,
    withoutBoth,
    onFold,
  });
}
