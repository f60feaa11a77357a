import { InvalidArgumentError } from 'commander';
import { scoreMethod, type ScoreMethod } from '#contracts';
import { targetShare } from '../evaluate/options.js';

/** What `touchstone calibration-study` is asked for, checked. */
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

/** One share or several with commas between. */
export function targetShares(text: string): number[] {
  return [...new Set(text.split(',').map((share) => targetShare(share.trim())))];
}

/** @throws InvalidArgumentError naming the methods that there are. */
export function scoreMethodOf(text: string): ScoreMethod {
  const parsed = scoreMethod.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`Expected one of ${scoreMethod.options.join(', ')}.`);
}
