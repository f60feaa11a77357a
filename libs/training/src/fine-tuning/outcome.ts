import type { ModelBytes } from '#embedding';
import type { Tuned } from './fine-tune.js';
import type { TuningSettings } from './settings.js';

/** The AUROC by a memory bank of each network's own patches. */
export interface ThreeFigures {
  /** The figure of the backbone that it starts from. */
  readonly before: number;
  readonly after: number;
  /** The figure of the larger backbone, which is what there is to gain. */
  readonly teacher: number;
}

export interface FineTuningOutcome {
  readonly model: ModelBytes;
  readonly settings: TuningSettings;
  readonly tuned: Tuned;
  /** The figures that decide, on good parts that nothing was learned from and no epoch was chosen by. */
  readonly deciding: {
    /** The AUROC of patches under defects pasted into those parts, against the hardest patches of those parts. */
    readonly auroc: ThreeFigures;
    /**
     * The mean squared difference to the teacher's patches of these pictures, both standardised by the station's
     * normals: about 2 where the two have nothing in common, 0 where they agree.
     */
    readonly error: { readonly before: number; readonly after: number };
  };
  /**
   * The image AUROC of the test images, which may speak against it alone; null without good ones or defects among them.
   */
  readonly test: ThreeFigures | null;
  /** The numbers of good parts that were learned from, that chose the epoch, that decide. */
  readonly parts: { readonly fit: number; readonly choose: number; readonly decide: number };
  readonly sha256: { readonly normals: string; readonly test: string };
}

/** The image AUROC that test images may lose: what a bank's seed moves it by on a large set. */
const tolerated = 0.01;

/**
 * Tells whether the tuned network is better: both figures must be, and equal is not better. Test images do not speak
 * for it, but where they rank worse it is worse.
 */
export function isBetterTuned(outcome: FineTuningOutcome): boolean {
  const { tuned, deciding } = outcome;
  const { auroc, error } = deciding;
  const better = auroc.after > auroc.before && error.after < error.before;
  return tuned.bestEpoch > 0 && better && !ranksWorse(outcome);
}

/**
 * Tells whether the test images rank worse than before: a teacher's faults were learned, which pasted defects do not
 * show.
 */
export function ranksWorse({ test }: Pick<FineTuningOutcome, 'test'>): boolean {
  return test !== null && test.after < test.before - tolerated;
}

/** Returns the figures for the log and for the command's JSON document: all but the network itself. */
export function tuningReport({
  deciding,
  test,
  tuned,
  settings,
  parts,
  sha256,
}: FineTuningOutcome) {
  // prettier-ignore
  return { deciding, test, parts, settings, ...tuned, sha256 };
}
