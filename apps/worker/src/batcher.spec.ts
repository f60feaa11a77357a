import fc from 'fast-check';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Batcher } from './batcher.js';

interface Item {
  key: number;
  number: number;
}

function recording(most: number, waitMs: number) {
  const batches: Item[][] = [];
  const work = (items: Item[]) => {
    batches.push(items);
    return Promise.resolve(items.map((item) => item.number * 10));
  };
  return { batches, batcher: new Batcher({ most, waitMs, keyOf: (item: Item) => item.key, work }) };
}

const arrivals = fc.array(fc.record({ key: fc.nat({ max: 2 }), pause: fc.boolean() }), {
  maxLength: 40,
});

test('nothing is lost or doubled, results belong to their items, limits and order hold', async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 9 }), async (plan, most) => {
      const { batches, batcher } = recording(most, 1);
      const answers: Promise<number>[] = [];
      for (const [number, { key, pause }] of plan.entries()) {
        answers.push(batcher.add({ key, number }));
        if (pause) await new Promise(setImmediate);
      }
      expect(await Promise.all(answers)).toEqual(plan.map((_, number) => number * 10));
      expect(
        batches
          .flat()
          .map((item) => item.number)
          .sort((a, b) => a - b),
      ).toEqual([...plan.keys()]);
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(most);
        expect(new Set(batch.map((item) => item.key)).size).toBe(1);
        expect(batch.map((item) => item.number)).toEqual(
          batch.map((item) => item.number).toSorted((a, b) => a - b),
        );
      }
      for (const key of [0, 1, 2]) {
        const sequence = batches.flat().filter((item) => item.key === key);
        expect(sequence).toEqual(sequence.toSorted((a, b) => a.number - b.number));
      }
    }),
    { numRuns: 60 },
  );
});

test('a full batch does not wait for the time', async () => {
  const { batcher } = recording(3, 60_000);
  const answers = [1, 2, 3].map((number) => batcher.add({ key: 0, number }));
  expect(await Promise.all(answers)).toEqual([10, 20, 30]);
});

test('the last one needed comes while the first ones wait', async () => {
  const { batches, batcher } = recording(2, 60_000);
  const first = batcher.add({ key: 0, number: 1 });
  await turnOfTheLoop();
  await Promise.all([first, batcher.add({ key: 0, number: 2 })]);
  expect(batches).toHaveLength(1);
});

test('one batch at a time; what comes meanwhile makes the next batch', async () => {
  let running = 0;
  const sizes: number[] = [];
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const batcher = new Batcher<number, number>({
    most: 8,
    waitMs: 0,
    keyOf: () => 0,
    work: async (items) => {
      expect(++running).toBe(1);
      sizes.push(items.length);
      await finished;
      running -= 1;
      return items;
    },
  });
  const first = batcher.add(0);
  while (running === 0) await turnOfTheLoop();
  const meanwhile = [1, 2, 3, 4].map((number) => batcher.add(number));
  finish();
  await Promise.all([first, ...meanwhile]);
  expect(sizes).toEqual([1, 4]);
});

test('a batch that fails fails its own items only, and the batcher goes on', async () => {
  const batcher = new Batcher<Item, number>({
    most: 4,
    waitMs: 1,
    keyOf: (item) => item.key,
    work: (items) =>
      items[0]!.key === 1
        ? Promise.reject(new Error('no'))
        : Promise.resolve(items.map((item) => item.number)),
  });
  const outcomes = await Promise.allSettled([
    batcher.add({ key: 1, number: 1 }),
    batcher.add({ key: 0, number: 2 }),
    batcher.add({ key: 1, number: 3 }),
  ]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'fulfilled', 'rejected']);
});

test('idle waits for what is in work', async () => {
  const { batches, batcher } = recording(4, 5);
  const answer = batcher.add({ key: 0, number: 7 });
  await batcher.idle();
  expect(batches).toHaveLength(1);
  expect(await answer).toBe(70);
});

test('an item that is added just when the run ends is not forgotten', async () => {
  for (let microtasks = 0; microtasks < 12; microtasks++) {
    const { batcher } = recording(4, 0);
    await batcher.add({ key: 0, number: 1 });
    for (let count = 0; count < microtasks; count++) await Promise.resolve();
    expect(await batcher.add({ key: 0, number: 2 })).toBe(20);
  }
});
