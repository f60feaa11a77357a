import { InvalidArgumentError } from 'commander';

/** Option values as numbers, refused with what was expected. */
export const wholeNumber = numberThat(
  'a whole number from 0',
  (n) => Number.isInteger(n) && n >= 0,
);
export const count = numberThat('a whole number from 1', (n) => Number.isInteger(n) && n >= 1);
export const aNumber = numberThat('a number', () => true);
export const positive = numberThat('a number over 0', (n) => n > 0);
export const share = numberThat('a share from 0 to 1', (n) => n >= 0 && n <= 1);

function numberThat(expected: string, holds: (value: number) => boolean) {
  return (text: string): number => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isFinite(value) && holds(value)) return value;
    throw new InvalidArgumentError(`Expected ${expected}.`);
  };
}
