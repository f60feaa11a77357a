import { expect, test } from 'vitest';
import { decodingBudget, DecodingBudget } from './decoding-budget.js';
import { readHeader } from '../header/read-header.js';
import { writePng } from '../../../../test/support/images/write-png.js';

test('work waits until there is room for it, first come first served, and what is too much is refused', async () => {
  const budget = new DecodingBudget({ bytes: 100, waiting: 2 });
  const ends: (() => void)[] = [];
  const began: number[] = [];
  const work = (bytes: number) =>
    budget.hold(bytes, () => {
      began.push(bytes);
      return new Promise<void>((end) => ends.push(end));
    });
  const running = [work(60), work(50), work(10)];
  await Promise.resolve();
  expect(began).toEqual([60]);
  await expect(work(1)).rejects.toMatchObject({ code: 'decoding-busy', status: 503 });
  ends[0]!();
  await running[0];
  await new Promise((next) => setImmediate(next));
  expect(began).toEqual([60, 50, 10]);
  ends.slice(1).forEach((end) => end());
  await Promise.all(running);
  await expect(budget.hold(1_000, () => Promise.resolve('alone'))).resolves.toBe('alone');
});

test('work that fails gives its room back', async () => {
  const budget = new DecodingBudget({ bytes: 10, waiting: 0 });
  await expect(budget.hold(10, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(budget.hold(10, () => Promise.resolve(1))).resolves.toBe(1);
});

test('a small file that is a huge picture is refused at the door, by what decoding it takes', async () => {
  const bytes = writePng({ width: 1, height: 1, colourType: 2, bits: 16, interlaced: true, samples: [1, 2, 3] }); // prettier-ignore
  bytes.writeUInt32BE(9_990, 16);
  bytes.writeUInt32BE(9_990, 20);
  await expect(readHeader(bytes)).rejects.toMatchObject({
    code: 'too-many-pixels',
    facts: { decodedBytes: 9_990 * 9_990 * 12, most: decodingBudget.most },
  });
});
