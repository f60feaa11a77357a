import { fusedScore, fusionOf, type FrameScore, type MemoryBank } from '#memory-bank';
import type { Fusion } from '#contracts';
import { sha256Of } from '#numbers';
import { embedAll } from '../embed-all.js';
import type { FoldedFrame } from '../held-out/folds.js';
import type { HeldOut } from '../held-out/held-out.js';
import { heldOutOf } from '../held-out/held-out-of.js';
import { PlannedBanks } from '../held-out/planned-banks.js';
import { scorePatches } from '../held-out/score-patches.js';
import type { LearnedSecond } from '../learned.js';
import type { LearningRun } from '../learning.js';
import { KeptPatches } from '../normals/kept-patches.js';
import { fusedHeldOut } from './fused-held-out.js';

/** The second input of a run, learned; it owns a bank and kept patches until it is disposed of. */
export interface SecondRun {
  readonly learned: LearnedSecond;
  /** The held-out scores, fused with those of the first input. */
  readonly held: HeldOut;
  /** Returns the scores of normals by the finished model, from those by its first input alone. */
  fused(ids: readonly string[], first: readonly FrameScore[]): Promise<FrameScore[]>;
  dispose(): Promise<void>;
}

/**
 * Learns the second input from the same normals in the same folds: embeds them again, smaller, builds a bank of its own,
 * and fuses its held-out scores with those of the first. Null where there is no second input. What the normals are
 * screened and grouped by is the first input alone.
 */
export async function learnSecond(
  first: LearningRun,
  frames: readonly FoldedFrame[],
  firstHeld: HeldOut,
): Promise<SecondRun | null> {
  const { second } = first.options;
  if (!second) return null;
  const kept = new KeptPatches({ signal: first.options.signal });
  const run = runOf(first, second, kept);
  let bank: MemoryBank | undefined;
  try {
    await embedAll(run.normals, run.options, kept);
    const banks = new PlannedBanks(run, { kind: 'build', because: null }, frames);
    bank = await banks.ofAll();
    return secondRun(first, run, bank, { first: firstHeld, second: await heldOutOf(run, banks) });
  } catch (error) {
    bank?.dispose();
    await kept.dispose();
    throw error;
  }
}

/** The same run with the second input's backbone; nothing is taken from earlier calibrations, or kept for later ones. */
function runOf(
  first: LearningRun,
  { backbone, mask }: NonNullable<LearningRun['options']['second']>,
  kept: KeptPatches,
): LearningRun {
  const { onProgress, ...options } = first.options;
  delete options.known;
  delete options.onEmbedded;
  const told: LearningRun['options']['onProgress'] = ({ step, ...progress }) =>
    onProgress?.({ step: `second-${step}`, ...progress });
  return { ...first, kept, mask, options: { ...options, backbone, onProgress: told } };
}

function secondRun(
  first: LearningRun,
  run: LearningRun,
  bank: MemoryBank,
  held: { readonly first: HeldOut; readonly second: HeldOut },
): SecondRun {
  const scores = ({ frames }: HeldOut) => frames.map(({ score }) => score);
  const fusion = fusionOf(scores(held.first), scores(held.second));
  const { scoreReference } = held.second;
  return {
    learned: { ...bankFacts(bank), scoreReference, fusion },
    held: fusedHeldOut(held, fusion, {
      mask: first.mask,
      firstGrid: first.options.backbone.grid,
      secondGrid: run.options.backbone.grid,
    }),
    fused: async (ids, alone) => {
      const seconds = await scorePatches(
        run.runtime,
        bank,
        run.kept.each(ids),
        run.options.scoreSettings,
        { mask: run.mask, reference: scoreReference },
      );
      return alone.map((score, i) => fusedOf(score, seconds[i]!, fusion, first.mask));
    },
    dispose: async () => {
      bank.dispose();
      await run.kept.dispose();
    },
  };
}

function bankFacts(bank: MemoryBank) {
  const bankBytes = bank.toBytes();
  const { rows, dimensions } = bank;
  return { bankBytes, bankSha256: sha256Of(bankBytes), rows, dimensions };
}

function fusedOf(
  first: FrameScore,
  second: FrameScore,
  fusion: Fusion,
  mask: Uint8Array | null,
): FrameScore {
  return { ...first, ...fusedScore(first, second, fusion, mask) };
}
