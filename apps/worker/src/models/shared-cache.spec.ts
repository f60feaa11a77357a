import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharedCache } from './shared-cache.js';

interface Thing {
  key: string;
  disposed: boolean;
}

function shelf(room: number, sizeOf: (thing: Thing) => number = () => 1) {
  const things: Thing[] = [];
  const cache = new SharedCache<Thing>({
    room,
    sizeOf,
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

test('never disposed of in use, never open twice, and no more stays open than there is room for', async () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat({ max: 5 })));
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 4 }), async (plan, room) => {
      const { cache, things, open } = shelf(room);
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
      expect(things.filter((thing) => !thing.disposed).length).toBeLessThanOrEqual(room);
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

test('a large value takes the room of several small ones, and one that is larger than the room stays while it is used', async () => {
  const sizes: Record<string, number> = { a: 2, b: 2, c: 3, d: 9 };
  const { cache, things, open } = shelf(5, ({ key }) => sizes[key]!);
  const openNow = () => things.filter((thing) => !thing.disposed).map(({ key }) => key);
  for (const key of ['a', 'b', 'c']) await cache.use(key, open(key), () => Promise.resolve());
  await Promise.resolve();
  expect(openNow()).toEqual(['b', 'c']);
  await cache.use('d', open('d'), () => {
    expect(openNow()).toContain('d');
    return Promise.resolve();
  });
  await Promise.resolve();
  expect(openNow()).toEqual([]);
});

test('what failed to open is opened again by the next one who asks', async () => {
  const { cache, open } = shelf(2);
  const failing = () => Promise.reject<Thing>(new Error('not now'));
  await expect(cache.use('a', failing, () => Promise.resolve())).rejects.toThrow('not now');
  expect(await cache.use('a', open('a'), (thing) => Promise.resolve(thing.key))).toBe('a');
});
