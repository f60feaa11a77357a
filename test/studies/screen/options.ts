import { InvalidArgumentError } from 'commander';

export interface ScreenStudyOptions {
  backbone: string;
  share: number;
  mostGood: number;
  splits: number;
  rows: number;
  seed: number;
  json?: boolean;
}

/** Reads a share from 0 to 0.4. */
export function poisonShare(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 0.4) return value;
  throw new InvalidArgumentError('Expected a share from 0 to 0.4, such as 0.05 for 5 %.');
}

/** Reads a share above 0 and at most 0.2. */
export function goodShare(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 0.2) return value;
  throw new InvalidArgumentError('Expected a share above 0 and at most 0.2, such as 0.05 for 5 %.');
}
