import { expect, test } from 'vitest';
import type { MemoryBank } from '#memory-bank';
import { heldOutBias } from './held-out-bias.js';

const scores = Array.from({ length: 40 }, (_, i) => ({ id: `n${i}`, fold: i % 20, score: i }));

/** Banks that lift every score by 2, and count how often they were made and disposed of. */
function measuring(folds = 20) {
  const banks = { made: 0, disposed: 0 };
  const withoutBoth = () => {
    banks.made++;
    return Promise.resolve({ dispose: () => banks.disposed++ } as unknown as MemoryBank);
  };
  const scoresOf = (_: MemoryBank, ids: readonly string[]) =>
    Promise.resolve(ids.map((id) => Number(id.slice(1)) + 2));
  return { banks, given: { scores, folds, withoutBoth, scoresOf } };
}

test('what one more missing fold does to the scores, in spreads of all', async () => {
  const { banks, given } = measuring();
  const bias = await heldOutBias(given);
  // Four frames a pair of folds, four pairs at most; the spread of 0 to 39 is its interquartile range over 1.349.
  expect(bias).toMatchObject({ frames: 16, left: 0.05 });
  expect(bias!.spreads).toBeCloseTo(2 / (19.5 / 1.349), 5);
  expect(banks).toEqual({ made: 4, disposed: 4 });
});

test('nothing is said where banks are added to, or folds are too few', async () => {
  const { given } = measuring();
  expect(await heldOutBias({ ...given, withoutBoth: () => null })).toBeNull();
  expect(await heldOutBias({ ...given, folds: 3 })).toBeNull();
});
