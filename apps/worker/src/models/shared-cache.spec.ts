import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharedCache } from './shared-cache.js';

interface Thing {
  key: string;
  disposed: boolean;
}

function shelf(keep: number) {
  const things: Thing[] = [];
  const cache = new SharedCache<Thing>({
    keep,
    dispose: (thing) => {
      expect(thing.disposed).toBe(false);
      thing.disposed = true;
    },
  });
  const open = (key: string) => async () => {
    await Promise.resolve();
    const thing = { key, disposed: false };
    things.push(thing);
    return thing;
  };
  return { cache, things, open };
}

test('never disposed of in use, never open twice, and at most `keep` stay open', async () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat({ max: 5 })));
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 4 }), async (plan, keep) => {
      const { cache, things, open } = shelf(keep);
      await Promise.all(
        plan.map(([key, turns]) =>
          cache.use(key, open(key), async (thing) => {
            for (let turn = 0; turn < turns; turn++) {
              expect(thing.disposed).toBe(false);
              expect(things.filter((other) => other.key === key && !other.disposed)).toEqual([
                thing,
              ]);
              await Promise.resolve();
            }
          }),
        ),
      );
      await Promise.resolve();
      expect(things.filter((thing) => !thing.disposed).length).toBeLessThanOrEqual(keep);
      await cache.clear();
      expect(things.every((thing) => thing.disposed)).toBe(true);
    }),
  );
});

test('the one used longest ago goes first', async () => {
  const { cache, things, open } = shelf(2);
  for (const key of ['a', 'b', 'a', 'c']) await cache.use(key, open(key), () => Promise.resolve());
  expect(things.filter((thing) => thing.disposed).map((thing) => thing.key)).toEqual(['b']);
});

test('what failed to open is opened again by the next one who asks', async () => {
  const { cache, open } = shelf(2);
  const failing = () => Promise.reject<Thing>(new Error('not now'));
  await expect(cache.use('a', failing, () => Promise.resolve())).rejects.toThrow('not now');
  expect(await cache.use('a', open('a'), (thing) => Promise.resolve(thing.key))).toBe('a');
});
