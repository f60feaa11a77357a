import { decide, displayScore, raisedScore } from '#calibration';
import type { StationModel } from '#inspection';
import type { DefectMemory, FrameScore } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import type { Judgement } from './tally.js';

/** A frame's raw patch embeddings, `[rows * columns, d]`. */
export interface Patches {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** The model that is rehearsed, with the station's defect memory as it stands. */
export class Candidate {
  constructor(
    private readonly runtime: TensorRuntime,
    private readonly model: StationModel,
    private readonly memory: DefectMemory,
  ) {}

  /** Judges frames of one grid by the model; blocks its thread while it computes. */
  async judge(frames: readonly Patches[]): Promise<Judgement[]> {
    const scores = await this.scores(frames);
    return this.judged(
      scores,
      frames.map(({ values }) => values),
    );
  }

  /** Returns the verdicts on frames that were scored already. */
  judged(scores: readonly FrameScore[], patches: readonly Float32Array[]): Judgement[] {
    const { limits } = this.model.manifest;
    const likeness = this.memory.lookAlikes(patches, this.model.mask);
    return scores.map(({ imageScore: own }, i) => {
      const imageScore = raisedScore(own, likeness[i]?.likeness ?? 0, limits);
      const verdict = decide(imageScore, limits);
      return { verdict, imageScore, displayScore: displayScore(imageScore, limits) };
    });
  }

  private async scores(frames: readonly Patches[]): Promise<FrameScore[]> {
    const { bank, score, mask, scoreReference: reference } = this.model;
    const { rows, columns, values } = frames[0]!;
    const all = new Float32Array(frames.length * values.length);
    frames.forEach((frame, i) => all.set(frame.values, i * values.length));
    const shape = [frames.length, rows, columns, bank.dimensions] as const;
    const tensor = this.runtime.tf.tensor4d(all, [...shape]);
    try {
      return await bank.score(tensor, score, { mask, reference });
    } finally {
      tensor.dispose();
    }
  }
}
