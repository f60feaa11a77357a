import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupIntoFolds } from './folds.js';
import { heldOut } from './held-out.js';

const parts = fc
  .uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 40 })
  .chain((ids) =>
    fc
      .array(fc.integer({ min: 1, max: 5 }), { minLength: ids.length, maxLength: ids.length })
      .map((frames) => ids.map((partId, i) => ({ partId, frames: frames[i]! }))),
  );

test('each part is in exactly one fold, folds are balanced, and order does not matter', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 2, max: 6 }), fc.nat(), (list, k, seed) => {
      const folds = groupIntoFolds(list, k, seed);
      expect(folds.flat().sort()).toEqual(list.map((p) => p.partId).sort());
      expect(folds.length).toBe(Math.min(k, list.length));
      const sizes = folds.map((fold) =>
        fold.reduce((sum, id) => sum + list.find((p) => p.partId === id)!.frames, 0),
      );
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(5);
      expect(groupIntoFolds(list.toReversed(), k, seed)).toEqual(folds);
    }),
  );
});

test('no part is scored by a bank that has one of its frames; a part has its worst frame', async () => {
  const normals = Array.from({ length: 24 }, (_, i) => ({ id: `f${i}`, partId: `p${i % 9}` }));
  const partOf = new Map(normals.map((n) => [n.id, n.partId]));
  const scored: string[] = [];
  const { parts: scores, frames } = await heldOut({
    normals,
    folds: 5,
    seed: 3,
    scoreFold: (trainIds, ids) => {
      const train = new Set(trainIds.map((id) => partOf.get(id)));
      expect(ids.some((id) => train.has(partOf.get(id)))).toBe(false);
      expect(trainIds.length + ids.length).toBe(24);
      scored.push(...ids);
      return Promise.resolve(new Map(ids.map((id) => [id, Number(id.slice(1))])));
    },
  });
  expect(scored.sort()).toEqual(normals.map((n) => n.id).sort());
  expect(frames.get('f7')).toBe(7);
  expect(scores).toEqual([18, 19, 20, 21, 22, 23, 15, 16, 17]);
});

const never = () => Promise.reject(new Error('nothing may be scored'));

test('fewer than ten normals: the error says how many are missing', async () => {
  const normals = Array.from({ length: 7 }, (_, i) => ({ id: `${i}` }));
  await expect(heldOut({ normals, folds: 5, seed: 1, scoreFold: never })).rejects.toMatchObject({
    code: 'too-few-normals',
    facts: { missing: 3 },
    message: expect.stringContaining('3 are missing') as string,
  });
});

test('frames of one part alone cannot be held out', async () => {
  const normals = Array.from({ length: 12 }, (_, i) => ({ id: `${i}`, partId: 'only' }));
  await expect(heldOut({ normals, folds: 5, seed: 1, scoreFold: never })).rejects.toThrow(
    /one part/,
  );
});

test('ten normals without parts are ten parts in five folds', async () => {
  const normals = Array.from({ length: 10 }, (_, i) => ({ id: `${i}`, partId: null }));
  const { parts: scores, folds } = await heldOut({
    normals,
    folds: 5,
    seed: 1,
    scoreFold: (train, ids) => Promise.resolve(new Map(ids.map((id) => [id, train.length]))),
  });
  expect(folds).toBe(5);
  expect(scores).toEqual(Array(10).fill(8));
});
