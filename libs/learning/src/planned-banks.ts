import {
  bankContents,
  buildBank,
  extendBank,
  readBank,
  type BuildSettings,
  type MemoryBank,
} from '#memory-bank';
import { dealtFolds, type Fold, type FoldedFrame } from './folds.js';
import type { LearningRun } from './learning.js';
import type { Plan } from './previous.js';

/** The banks of a plan, from normals that are embedded; the caller disposes of what it gets. */
export class PlannedBanks {
  readonly folds: readonly Fold[];

  constructor(
    private readonly learning: LearningRun,
    private readonly plan: Plan,
    private readonly frames: readonly FoldedFrame[],
  ) {
    this.folds =
      plan.kind === 'extend'
        ? plan.folds
        : dealtFolds(frames, learning.options.seed, learning.options.scoreSettings.method);
  }

  /** Builds the bank with every normal that is learned. */
  ofAll(): Promise<MemoryBank> {
    const { onProgress } = this.learning.options;
    const previous = this.plan.kind === 'extend' ? this.plan.previous.bankBytes : null;
    return this.#bank(this.frames, previous, (done, of) =>
      onProgress?.({ step: 'bank', done, of }),
    );
  }

  /** Builds the bank without the frames of a fold. */
  without(fold: number): Promise<MemoryBank> {
    const away = new Set(this.folds[fold]!.map(({ id }) => id));
    const previous = this.plan.kind === 'extend' ? this.plan.previous.foldBankBytes[fold]! : null;
    return this.#bank(
      this.frames.filter(({ id }) => !away.has(id)),
      previous,
    );
  }

  async #bank(
    frames: readonly FoldedFrame[],
    previous: Uint8Array | null,
    onProgress?: BuildSettings['onProgress'],
  ): Promise<MemoryBank> {
    const { runtime, kept, mask, options } = this.learning;
    const { bankSettings, backbone, signal } = options;
    const settings = { ...bankSettings, backbone: backbone.hash, mask, onProgress, signal };
    const learned = frames.filter((frame) => frame.learned).map(({ id }) => id);
    if (previous === null) return buildBank(runtime, kept.each(learned), settings);
    const known = this.plan.kind === 'extend' ? this.plan.known : new Set<string>();
    const added = learned.filter((id) => !known.has(id));
    if (added.length === 0) return readBank(runtime, previous);
    return extendBank(runtime, bankContents(previous), kept.each(added), settings);
  }
}
