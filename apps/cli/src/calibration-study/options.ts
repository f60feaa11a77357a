import type { ScoreMethod } from '#contracts';

import { targetShare } from '../option-values.js';

/** The options of `touchstone calibration-study`, checked. */
export interface StudyOptions {
  target: number[];
  splits: number;
  seed: number;
  rows: number;
  score?: ScoreMethod;
  backbone: string;
  size?: number;
  partFrom?: string;
  withTestGood?: boolean;
  json?: boolean;
}

/** Reads one share, or several with commas between. */
export function targetShares(text: string): number[] {
  return [...new Set(text.split(',').map((share) => targetShare(share.trim())))];
}
