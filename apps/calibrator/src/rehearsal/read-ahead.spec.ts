import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readAhead } from './read-ahead.js';

async function* numbers(count: number) {
  for (let i = 0; i < count; i++) yield await Promise.resolve(i);
}

test('results come in order, each once, and never more than asked for are begun before their turn', async () => {
  let [begun, taken, most] = [0, 0, 0];
  const found: number[] = [];
  const work = async (n: number) => {
    begun += 1;
    most = Math.max(most, begun - taken);
    // What began last is done first.
    for (let turns = 20 - n; turns > 0; turns--) await turnOfTheLoop();
    return n;
  };
  for await (const n of readAhead(numbers(12), 3, work)) {
    found.push(n);
    taken += 1;
  }
  expect(found).toEqual(Array.from({ length: 12 }, (_, i) => i));
  expect(most).toBe(4);
});

test('what fails is thrown at its turn', async () => {
  const found: number[] = [];
  const reading = async () => {
    const work = (n: number) => (n === 2 ? Promise.reject(new Error('gone')) : Promise.resolve(n));
    for await (const n of readAhead(numbers(5), 3, work)) found.push(n);
  };
  await expect(reading()).rejects.toThrow('gone');
  expect(found).toEqual([0, 1]);
});
