import { expect, test } from 'vitest';
import { keptFor } from './kept-for.js';

test('twenty that ask at once are answered by one question, and so is whoever comes soon after', async () => {
  let asked = 0;
  const read = keptFor(60_000, () => Promise.resolve((asked += 1)));
  expect(new Set(await Promise.all(Array.from({ length: 20 }, read)))).toEqual(new Set([1]));
  expect(await read()).toBe(1);
});

test('what was kept long enough is asked for again; a failure is not kept', async () => {
  let asked = 0;
  const read = keptFor(0, () => {
    asked += 1;
    return asked === 1 ? Promise.reject(new Error('away')) : Promise.resolve(asked);
  });
  await expect(read()).rejects.toThrow('away');
  expect(await read()).toBe(2);
  expect(await read()).toBe(3);
});
