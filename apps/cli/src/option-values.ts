import { InvalidArgumentError } from 'commander';
import type { Costs } from '#calibration';
import { scoreMethod, type ScoreMethod } from '#contracts';

/** Makes a reader of whole numbers from `least` to `most`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most && text.trim() !== '')
      return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}

/** Reads a share above 0 and below one half. */
export function targetShare(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 0.5) return value;
  throw new InvalidArgumentError('Expected a share above 0 and below 0.5, such as 0.01 for 1 %.');
}

/** Reads a method of the image score by its name. */
export function methodName(text: string): ScoreMethod {
  const parsed = scoreMethod.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`Expected one of ${scoreMethod.options.join(', ')}.`);
}

/** Reads `<cost of a false alarm>,<cost of a miss>,<share of defective parts>`. */
export function costsOf(text: string): Costs {
  const [falseAlarm, miss, defectShare, ...more] = text.split(',').map(Number);
  const sound = (value: number | undefined): value is number => value !== undefined && value > 0;
  if (
    sound(falseAlarm) &&
    sound(miss) &&
    sound(defectShare) &&
    defectShare < 1 &&
    more.length === 0
  )
    return { falseAlarm, miss, defectShare };
  throw new InvalidArgumentError(
    'Expected what a false alarm costs, what a miss costs and the share of defective parts, such as 2,100,0.01.',
  );
}
