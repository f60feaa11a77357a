import type { HeldOutBias, ScoreReference, ScoreSettings } from '#contracts';
import {
  crossFittedScores,
  scoreReferenceOf,
  type FrameScore,
  type MemoryBank,
} from '#memory-bank';
import { sha256Of } from '#numbers';
import type { TensorRuntime } from '#tensors';
import type { KeptPatches } from '../normals/kept-patches.js';
import type { Fold, FoldedFrame } from './folds.js';
import { heldOutBias } from './held-out-bias.js';
import type { FoldBank, HeldOutFrame } from '../learned.js';
import { scorePatches } from './score-patches.js';

export interface HeldOut {
  readonly frames: readonly HeldOutFrame[];
  readonly foldBanks: readonly FoldBank[];
  readonly scoreReference: ScoreReference | null;
  readonly bias: HeldOutBias | null;
}

export interface HoldingOut {
  readonly runtime: TensorRuntime;
  readonly kept: KeptPatches;
  readonly folds: readonly Fold[];
  readonly mask: Uint8Array | null;
  readonly scoreSettings: ScoreSettings;
  /** The bank without this fold's frames; disposed of here. */
  readonly bankWithout: (fold: number) => Promise<MemoryBank>;
  /** Without two folds; null where banks are not built anew. */
  readonly withoutBoth: (a: number, b: number) => Promise<MemoryBank> | null;
  readonly onFold: (done: number) => void;
}

type Scored = FoldedFrame & { readonly fold: number; readonly found: FrameScore };

/** Scores every normal, with its full map, against a bank that has no frame of its fold. */
export async function holdOut(holding: HoldingOut): Promise<HeldOut> {
  const foldBanks: FoldBank[] = [];
  const scored: Scored[] = [];
  for (const [fold, frames] of holding.folds.entries()) {
    const bank = await holding.bankWithout(fold);
    try {
      scored.push(...(await scoreFold(bank, frames, fold, holding)));
      foldBanks.push(foldBankOf(bank, frames));
    } finally {
      bank.dispose();
    }
    holding.onFold(scored.length);
  }
  return { ...withScores(scored, holding), foldBanks, bias: await biasOf(scored, holding) };
}

async function scoreFold(bank: MemoryBank, frames: Fold, fold: number, holding: HoldingOut) {
  const ids = frames.map(({ id }) => id);
  const found = await plainScores(bank, ids, holding);
  return frames.map((frame, i): Scored => ({ ...frame, fold, found: found[i]! }));
}

/** What place-and-frame needs of the normals is made from these very distances. */
function plainScores(
  bank: MemoryBank,
  ids: readonly string[],
  { runtime, kept, mask, scoreSettings }: HoldingOut,
): Promise<FrameScore[]> {
  const method = scoreSettings.method === 'place-and-frame' ? 'worst-mean' : scoreSettings.method;
  const settings = { ...scoreSettings, method };
  return scorePatches(runtime, bank, kept.each(ids), settings, { mask });
}

function biasOf(scored: readonly Scored[], holding: HoldingOut): Promise<HeldOutBias | null> {
  return heldOutBias({
    scores: scored.map(({ id, fold, found }) => ({ id, fold, score: found.imageScore })),
    folds: holding.folds.length,
    withoutBoth: holding.withoutBoth,
    scoresOf: async (bank, ids) =>
      (await plainScores(bank, ids, holding)).map(({ imageScore }) => imageScore),
  });
}

function foldBankOf(bank: MemoryBank, frames: Fold): FoldBank {
  const bytes = bank.toBytes();
  const heldOut = frames.map(({ id }) => id);
  const onlyInLimits = frames.filter(({ learned }) => !learned).map(({ id }) => id);
  return { bytes, sha256: sha256Of(bytes), heldOut, onlyInLimits };
}

function withScores(
  scored: readonly Scored[],
  { scoreSettings, mask }: HoldingOut,
): Pick<HeldOut, 'frames' | 'scoreReference'> {
  const frames = scored.map(({ found, ...frame }) => ({
    ...frame,
    score: found.imageScore,
    map: found.map,
  }));
  if (scoreSettings.method !== 'place-and-frame') return { frames, scoreReference: null };
  const { rows, columns } = scored[0]!.found;
  const settings = { rows, columns, worst: scoreSettings.worst, mask };
  const scores = crossFittedScores(frames, settings);
  return {
    frames: frames.map((frame, i) => ({ ...frame, score: scores[i]! })),
    scoreReference: scoreReferenceOf(frames, settings),
  };
}
