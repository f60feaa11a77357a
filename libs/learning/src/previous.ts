import type { BankSettings, ModelManifest } from '#contracts';
import { foldsFor } from '#calibration';
import { bankContents } from '#memory-bank';
import { sha256Of } from '#numbers';
import { viewOf } from '#inspection';
import { grownFolds, type Fold, type FoldedFrame } from './held-out/folds.js';
import type { LearningRun } from './learning.js';
import type { PreviousModel } from './options.js';
import { madeWith } from './stored-normals.js';

/** The plan of the banks: built anew, or made of those of the model before with what they lack. */
export type Plan =
  | { readonly kind: 'build'; readonly because: string | null }
  | {
      readonly kind: 'extend';
      readonly previous: PreviousModel;
      readonly folds: readonly Fold[];
      /** The ids of the normals in the banks of the model before. */
      readonly known: ReadonlySet<string>;
    };

/** Plans the banks: adds new normals to those of the model before, or builds them anew and says why. */
export function planOf(learning: LearningRun, frames: readonly FoldedFrame[]): Plan {
  const { previous } = learning.options;
  if (!previous) return { kind: 'build', because: null };
  const because = refusal(learning, previous, frames);
  if (because !== null) return { kind: 'build', because };
  const before = previous.manifest.foldBanks.map(({ heldOut }) => heldOut);
  const folds = grownFolds(frames, before);
  if (folds !== null)
    return { kind: 'extend', previous, folds, known: learnedBy(previous.manifest) };
  const parted = 'normals that were counted as different parts turned out to show one';
  return { kind: 'build', because: parted };
}

/** Returns the ids of the normals in the banks of a model. */
export function learnedBy({ foldBanks }: ModelManifest): Set<string> {
  const ids = new Set(foldBanks.flatMap(({ heldOut }) => heldOut));
  for (const id of foldBanks.flatMap(({ onlyInLimits }) => onlyInLimits)) ids.delete(id);
  return ids;
}

function refusal(
  { options: { view, backbone, bankSettings, second } }: LearningRun,
  previous: PreviousModel,
  frames: readonly FoldedFrame[],
): string | null {
  const { manifest } = previous;
  if (second || manifest.second) return 'a model with two inputs is built anew each time';
  if (manifest.foldBanks.length === 0) return 'the model before has no fold banks';
  if (previous.foldBankBytes.some((b, i) => sha256Of(b) !== manifest.foldBanks[i]!.sha256))
    return 'the fold banks of the model before are damaged';
  if (!sameSettings(manifest.bank.settings, bankSettings))
    return 'the settings of the bank changed';
  if (tooFewFolds(manifest, frames)) return 'scores are held out in more folds now';
  const { origin } = bankContents(previous.bankBytes, { sha256: manifest.bank.sha256 });
  if (origin.backbone !== backbone.hash) return 'the backbone changed';
  if (madeWith(viewOf(manifest), backbone.hash) !== madeWith(view, backbone.hash))
    return 'the region, the masks, the alignment or the reference changed';
  return refusalOfNormals(manifest, frames);
}

function refusalOfNormals(manifest: ModelManifest, frames: readonly FoldedFrame[]): string | null {
  const learned = new Set(frames.filter((frame) => frame.learned).map(({ id }) => id));
  const before = learnedBy(manifest);
  const gone = [...before].filter((id) => !learned.has(id)).length;
  if (gone > 0) return `${gone} normals of the model before are no longer there`;
  if (learned.size - before.size > before.size) return 'there are more new normals than old ones';
  return null;
}

function sameSettings(a: BankSettings, b: BankSettings): boolean {
  return a.rows === b.rows && a.seed === b.seed;
}

/** Models of before were held out in five folds. */
function tooFewFolds(
  { foldBanks, certificate }: ModelManifest,
  frames: readonly FoldedFrame[],
): boolean {
  const parts = new Set(frames.map(({ part }) => part)).size;
  return foldBanks.length < Math.min(foldsFor(parts), certificate.parts);
}
