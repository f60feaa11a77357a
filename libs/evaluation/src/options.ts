import type { Costs } from '#calibration';
import type { ScoreMethod } from '#contracts';

export interface EvaluateOptions {
  backbone: string;
  rows: number;
  size?: number;
  /** The side of a second, smaller input, whose scores are fused with the first one's. */
  second?: number;
  worst: number;
  score: ScoreMethod;
  /** The number of normals that are learned from, drawn by the seed; all without it. */
  normals?: number;
  target: number;
  costs?: Costs;
  seed: number;
  json?: boolean;
  report?: string;
}
