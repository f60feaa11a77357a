import { InvalidArgumentError } from 'commander';
import type { Costs } from '#calibration';
import { scoreMethod, type ScoreMethod } from '#contracts';

export interface EvaluateOptions {
  backbone: string;
  rows: number;
  size?: number;
  worst: number;
  score: ScoreMethod;
  /** How many of the normals are learned from, drawn by the seed; all without it. */
  normals?: number;
  target: number;
  costs?: Costs;
  seed: number;
  json?: boolean;
  report?: string;
}

/** A whole number from `least` to `most`, for commander. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most && text.trim() !== '')
      return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}

/** A share above 0 and below one half. */
export function targetShare(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 0.5) return value;
  throw new InvalidArgumentError('Expected a share above 0 and below 0.5, such as 0.01 for 1 %.');
}

/** A method of the image score, by its name. */
export function methodName(text: string): ScoreMethod {
  const parsed = scoreMethod.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`Expected one of ${scoreMethod.options.join(', ')}.`);
}
