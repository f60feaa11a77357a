import {
  bankContents,
  extendBank,
  FoldBanks,
  readBank,
  type BuildSettings,
  type FoldOf,
  type MemoryBank,
} from '#memory-bank';
import { dealtFolds, type Fold, type FoldedFrame } from './folds.js';
import type { LearningRun } from '../learning.js';
import type { Plan } from '../previous.js';

/** The banks of a plan, from normals that are embedded; the caller disposes of what it gets. */
export class PlannedBanks {
  readonly folds: readonly Fold[];
  #built: FoldBanks | undefined;

  constructor(
    private readonly learning: LearningRun,
    private readonly plan: Plan,
    private readonly frames: readonly FoldedFrame[],
  ) {
    this.folds = plan.kind === 'extend' ? plan.folds : dealtFolds(frames, learning.options.seed);
  }

  /** Builds the bank with every normal that is learned. */
  async ofAll(): Promise<MemoryBank> {
    const { onProgress } = this.learning.options;
    const settings = this.#settings((done, of) => onProgress?.({ step: 'bank', done, of }));
    if (this.plan.kind === 'extend')
      return this.#extended(this.frames, this.plan.previous.bankBytes, settings);
    const { runtime, kept } = this.learning;
    const learned = this.frames.filter((frame) => frame.learned).map(({ id }) => id);
    this.#built = await FoldBanks.collect(runtime, kept.each(learned), settings, this.#foldOf());
    return this.#built.whole();
  }

  /** Builds the bank without the frames of a fold; to be asked for after the bank of all. */
  without(fold: number): Promise<MemoryBank> {
    if (this.#built) return this.#built.without(new Set([fold]));
    if (this.plan.kind !== 'extend') throw new Error('the bank of all comes first');
    const away = new Set(this.folds[fold]!.map(({ id }) => id));
    const left = this.frames.filter(({ id }) => !away.has(id));
    return this.#extended(left, this.plan.previous.foldBankBytes[fold]!, this.#settings());
  }

  /** Without the frames of two folds, where banks are built anew; null where they are added to. */
  withoutBoth(a: number, b: number): Promise<MemoryBank> | null {
    return this.#built?.without(new Set([a, b])) ?? null;
  }

  #settings(onProgress?: BuildSettings['onProgress']): BuildSettings {
    const { mask, options } = this.learning;
    const { bankSettings, backbone, signal } = options;
    return {
      ...bankSettings,
      backbone: backbone.hash,
      mask,
      signal,
      ...(onProgress ? { onProgress } : {}),
    };
  }

  #foldOf(): FoldOf {
    const folds = this.folds.flatMap((frames, fold) => frames.map(({ id }) => [id, fold] as const));
    const foldOf = new Map(folds);
    return (id) => foldOf.get(id)!;
  }

  async #extended(
    frames: readonly FoldedFrame[],
    previous: Uint8Array,
    settings: BuildSettings,
  ): Promise<MemoryBank> {
    const { runtime, kept } = this.learning;
    const known = this.plan.kind === 'extend' ? this.plan.known : new Set<string>();
    const learned = frames.filter((frame) => frame.learned).map(({ id }) => id);
    const added = learned.filter((id) => !known.has(id));
    if (added.length === 0) return readBank(runtime, previous);
    return extendBank(runtime, bankContents(previous), kept.each(added), settings);
  }
}
