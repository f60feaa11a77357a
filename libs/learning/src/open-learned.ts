import type { ScoreSettings } from '#contracts';
import type { Backbone } from '#embedding';
import type { InspectingModel, SecondModelInput, View } from '#inspection';
import { readBank } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import type { LearnedModel } from './learned.js';
import type { SecondToLearn } from './options.js';

/** What a model was learned with, and inspects with. */
export interface LearnedWith {
  readonly runtime: TensorRuntime;
  readonly backbone: Backbone;
  readonly second: SecondToLearn | null;
  readonly view: View;
  /** The mask, row-major, 1 where a patch counts; null: all do. */
  readonly mask: Uint8Array | null;
  readonly score: ScoreSettings;
}

/** A learned model ready to inspect with, stored nowhere; disposing of it leaves the backbones to their owner. */
export interface OpenLearned extends InspectingModel {
  dispose(): void;
}

/** Opens what was just learned, as it would be opened once it is stored. */
export function openLearned(learned: LearnedModel, made: LearnedWith): OpenLearned {
  const { runtime, backbone, view, mask, score } = made;
  const bank = readBank(runtime, learned.bankBytes, { sha256: learned.bankSha256 });
  const second = secondOf(learned, made);
  const dispose = () => {
    bank.dispose();
    second?.bank.dispose();
  };
  const { scoreReference } = learned;
  return { backbone, bank, view, mask, score, scoreReference, second, dispose };
}

function secondOf(
  { second: learned }: LearnedModel,
  { second, runtime }: LearnedWith,
): SecondModelInput | null {
  if (learned === null || second === null) return null;
  const { bankBytes, bankSha256: sha256, scoreReference, fusion } = learned;
  return { ...second, bank: readBank(runtime, bankBytes, { sha256 }), scoreReference, fusion };
}
