import fc from 'fast-check';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { buildBank } from '../build-bank.js';
import { DefectMemory, type DefectPatches } from './defect-memory.js';
import { raisedScore } from '#calibration';
import type { MemoryBank } from '../memory-bank.js';
import { patchDistances } from '../patches/patch-distances.js';
import type { NormalPatches } from '../patches/patch-collection.js';
import { seededRandom } from '#numbers';
import { coveringRadius, placesToRemember } from './remembered-patches.js';
import { runs, study } from '../../../../test/support/study.js';

const d = 6;
const grid = { rows: 3, columns: 4 };
const size = grid.rows * grid.columns;
const limits = { warn: 2, reject: 3, scale: 0.5 };

let runtime: TensorRuntime;
let live = 0;
beforeAll(async () => {
  runtime = await loadTensorRuntime();
  live = runtime.tf.memory().numTensors;
});
afterEach(() => expect(runtime.tf.memory().numTensors).toBe(live));

/** Patches round a centre; `away` moves them from where normals lie. */
function patches(seed: number, count = size, away = 0): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from(
    { length: count * d },
    (_, k) => 2 * (k % d) + (random() + random() - 1) * 2 + (k % d === 1 ? away : 0),
  );
}

function normalsOf(seed: number): NormalPatches[] {
  return Array.from({ length: 8 }, (_, i) => ({
    normalId: `normal-${i}`,
    ...grid,
    dimensions: d,
    patches: patches(seed * 100 + i),
  }));
}

async function withBank<T>(seed: number, use: (bank: MemoryBank) => Promise<T>): Promise<T> {
  const bank = await buildBank(runtime, normalsOf(seed), { rows: 40, seed: 1 });
  try {
    return await use(bank);
  } finally {
    bank.dispose();
  }
}

async function withMemory<T>(
  bank: MemoryBank,
  entries: DefectPatches[],
  use: (memory: DefectMemory) => T | Promise<T>,
): Promise<T> {
  const memory = await DefectMemory.open(runtime, bank, entries);
  try {
    return await use(memory);
  } finally {
    memory.dispose();
  }
}

const entry = (id: string, of: Float32Array): DefectPatches => ({ id, name: id, patches: of });

/** Every patch against every remembered one, in float64, from the definition. */
async function slowly(bank: MemoryBank, entries: DefectPatches[], frame: Float32Array) {
  const { mean, deviation } = bank.contents.channels;
  const standard = (raw: Float32Array, at: number) =>
    Array.from({ length: d }, (_, c) => (raw[at * d + c]! - mean[c]!) / deviation[c]!);
  let best = 0;
  for (const { patches: remembered } of entries) {
    const distances = await patchDistances(runtime, bank, remembered);
    for (let p = 0; p < remembered.length / d; p++)
      for (let q = 0; q < frame.length / d; q++) {
        const [a, b] = [standard(remembered, p), standard(frame, q)];
        const share = Math.hypot(...a.map((v, c) => v - b[c]!)) / (distances[p]! / 2);
        if (share < 1) best = Math.max(best, (1 - share ** 2) ** 2);
      }
  }
  return best;
}

const seeds = fc.integer({ min: 1, max: 10_000 });

test('agrees with the slow version, for near and far frames', study, async () => {
  await fc.assert(
    fc.asyncProperty(seeds, fc.double({ min: 0, max: 9, noNaN: true }), async (seed, away) =>
      withBank(seed, async (bank) => {
        const entries = [
          entry('a', patches(seed + 1, 3, 6)),
          entry('b', patches(seed + 2, 2, away)),
        ];
        const frame = patches(seed + 3, size, away);
        const found = await withMemory(bank, entries, (memory) => memory.lookAlikes([frame])[0]);
        expect(found?.likeness ?? 0).toBeCloseTo(await slowly(bank, entries, frame), 4);
      }),
    ),
    runs(15, 60),
  );
});

test(
  'a frame outside every reach keeps its score to the bit; what a bank holds is never raised',
  study,
  async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.double({ min: 0, max: 8, noNaN: true }), async (seed, away) =>
        withBank(seed, async (bank) => {
          const entries = [entry('a', patches(seed + 1, 4, away))];
          await withMemory(bank, entries, (memory) => {
            const far = patches(seed + 5, size, -40);
            expect(memory.lookAlikes([far])).toEqual([null]);
            for (const score of [0, 0.1 + 0.2, 2.9999999, 17.3])
              expect(raisedScore(score, 0, limits)).toBe(score);
            for (const normal of normalsOf(seed).slice(0, 3)) {
              const found = memory.lookAlikes([normal.patches])[0];
              // Forty rows do not hold every patch: what is found must itself lie far from the bank.
              if (found) expect(found.likeness).toBeLessThan(1);
            }
          });
        }),
      ),
      runs(10, 30),
    );
  },
);

test(
  'whatever is raised lies farther from the normals than half of what it looks like (triangle inequality)',
  study,
  async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.double({ min: 0, max: 6, noNaN: true }), async (seed, away) =>
        withBank(seed, async (bank) => {
          const remembered = patches(seed + 1, 1, 5);
          const reach = (await patchDistances(runtime, bank, remembered))[0]! / 2;
          const frame = patches(seed + 2, size, away);
          const found = await withMemory(
            bank,
            [entry('a', remembered)],
            (memory) => memory.lookAlikes([frame])[0],
          );
          if (!found) return;
          const distances = await patchDistances(runtime, bank, frame);
          expect(distances[found.place]).toBeGreaterThan(reach * 0.9999);
        }),
      ),
      runs(15, 60),
    );
  },
);

test('every row of the bank is safe from any entry', async () => {
  await withBank(4, async (bank) => {
    const { mean, deviation } = bank.contents.channels;
    const raw = bank.contents.rows.map((v, k) => v * deviation[k % d]! + mean[k % d]!);
    await withMemory(bank, [entry('a', patches(9, 20, 3))], (memory) =>
      expect(memory.lookAlikes([raw])).toEqual([null]),
    );
  });
});

test('the same embedding: likeness 1, and the verdict is defect whatever the score was', async () => {
  await withBank(1, async (bank) => {
    const frame = patches(77, size, 0);
    const strange = patches(78, 1, 7);
    frame.set(strange, 5 * d);
    await withMemory(bank, [entry('a', strange)], (memory) => {
      const found = memory.lookAlikes([patches(79), frame])[1];
      expect(found).toEqual({ entryId: 'a', name: 'a', likeness: 1, place: 5 });
    });
  });
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (score) => {
      expect(raisedScore(score, 1, limits)).toBeGreaterThan(limits.reject);
    }),
  );
});

test('raised scores rise with the likeness and never fall below the score before', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const score = fc.double({ min: -100, max: 100, noNaN: true });
  fc.assert(
    fc.property(score, share, share, (before, a, b) => {
      const [low, high] = [raisedScore(before, Math.min(a, b), limits), raisedScore(before, Math.max(a, b), limits)]; // prettier-ignore
      expect(low).toBeGreaterThanOrEqual(before);
      expect(high).toBeGreaterThanOrEqual(low - 1e-12);
    }),
  );
});

test('an entry taken out: everything as before it, to the bit; the batch does not matter', async () => {
  await withBank(3, async (bank) => {
    const [a, b] = [entry('a', patches(11, 3, 5)), entry('b', patches(12, 4, 4))];
    const frames = [1, 2, 3, 4].map((seed) => patches(20 + seed, size, seed));
    const answers = (entries: DefectPatches[]) =>
      withMemory(bank, entries, (memory) => memory.lookAlikes(frames));
    const before = await answers([a]);
    expect(before.some((found) => found !== null)).toBe(true);
    await answers([a, b]);
    expect(await answers([a])).toEqual(before);
    await withMemory(bank, [a], (memory) =>
      expect(frames.map((frame) => memory.lookAlikes([frame])[0])).toEqual(before),
    );
  });
});

test('masked patches look like nothing; other dimensions are refused', async () => {
  await withBank(5, async (bank) => {
    const frame = patches(31);
    frame.set(patches(32, 1, 7), 2 * d);
    const entries = [entry('a', frame.slice(2 * d, 3 * d))];
    const mask = Uint8Array.from({ length: size }, (_, place) => (place === 2 ? 0 : 1));
    await withMemory(bank, entries, (memory) => {
      expect(memory.lookAlikes([frame])[0]?.place).toBe(2);
      expect(memory.lookAlikes([frame], mask)).toEqual([null]);
    });
    await expect(
      DefectMemory.open(runtime, bank, [entry('a', new Float32Array(7))]),
    ).rejects.toMatchObject({ code: 'model-invalid' });
  });
});

test('what is remembered: far from the bank, the farthest first, in the region where there is one', async () => {
  await withBank(6, async (bank) => {
    const radius = coveringRadius(bank);
    for (const normal of normalsOf(6)) {
      const distances = await patchDistances(runtime, bank, normal.patches);
      expect(Math.max(...distances)).toBeLessThanOrEqual(radius * 1.0001);
      expect(placesToRemember(distances, radius * 1.0001, { mask: null, inRegion: null })).toEqual(
        [],
      );
    }
  });
  const distances = Float32Array.from([1, 9, 8, 3, 7.5, 2]);
  const all = { mask: null, inRegion: null };
  expect(placesToRemember(distances, 2.5, all)).toEqual([1, 2, 4]);
  const inRegion = Uint8Array.from([1, 0, 1, 1, 0, 1]);
  expect(placesToRemember(distances, 2.5, { ...all, inRegion })).toEqual([2, 3]);
  const mask = Uint8Array.from([1, 0, 1, 1, 1, 1]);
  expect(placesToRemember(distances, 2.5, { ...all, mask })).toEqual([2, 4]);
});
