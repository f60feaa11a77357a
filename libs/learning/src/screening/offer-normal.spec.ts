import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildBank, type MemoryBank, type NormalPatches } from '#memory-bank';
import { seededRandom } from '#numbers';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import type { ConfirmedDefect } from './confirmed-defects.js';
import { screenOffer } from './offer-normal.js';
import type { StationModel } from '#inspection';

const grid = { rows: 4, columns: 4 };
const [places, d] = [16, 8];
let runtime: TensorRuntime;
let bank: MemoryBank;

const patchesOf = (seed: number) => {
  const random = seededRandom(seed);
  return Float32Array.from({ length: places * d }, (_, i) => Math.sin(i) + 0.2 * random());
};
const normals = Array.from({ length: 20 }, (_, i): NormalPatches => {
  return { normalId: `n${i}`, patches: patchesOf(i), ...grid, dimensions: d };
});
/** The patches of a dent: two, far from every normal. */
const dent = Float32Array.from({ length: 2 * d }, (_, i) => 9 + Math.cos(i));
const known: ConfirmedDefect = { frameId: 'seen', name: 'dent', patches: dent };

beforeAll(async () => {
  runtime = await loadTensorRuntime();
  bank = await buildBank(runtime, normals, { rows: 100, seed: 1 });
});
afterAll(() => bank.dispose());

function modelWith(reject: number): StationModel {
  const manifest = { limits: { warn: 1, reject, scale: 1 }, cameraLimits: null };
  const score = { method: 'worst-mean', worst: 10, neighbours: 1 };
  return { manifest, bank, mask: null, score, scoreReference: null } as unknown as StationModel;
}

/** A good frame in which the first patches are moved towards the dent by a share of the way. */
function frameTowards(share: number): Float32Array {
  const patches = patchesOf(77);
  for (let i = 0; i < 2 * d; i++) patches[i]! += share * (dent[i]! - patches[i]!);
  return patches;
}
const offer = (share: number, reject = 0.001, frameId = 'offered') =>
  screenOffer(
    { frameId, patches: frameTowards(share), quality: null },
    modelWith(reject),
    [known],
    runtime,
  );

test('a false alarm goes in, however far it is from the normals', async () => {
  expect(await offer(0)).toEqual([]);
  const away = frameTowards(-3);
  const offered = { frameId: 'offered', patches: away, quality: null };
  expect(await screenOffer(offered, modelWith(0.001), [known], runtime)).toEqual([]);
});

test('one that shows a confirmed defect is set aside, and says which', async () => {
  const [finding] = await offer(0.9);
  expect(finding).toMatchObject({ reason: 'near-defect', likeFrame: 'seen', limit: 0.5 });
  expect(finding!.detail).toContain('"dent"');
  expect(await offer(0.3)).toEqual([]);
});

test('one that would make a confirmed defect pass is set aside', async () => {
  const score = (await bankScore()) * 0.8;
  const [finding] = await offer(0.4, score);
  expect(finding).toMatchObject({ reason: 'hides-defect', likeFrame: 'seen' });
  expect(finding!.value!).toBeLessThan(finding!.limit!);
});

test("a frame's own entry does not speak against it", async () => {
  expect(await offer(1, 0.001, 'seen')).toEqual([]);
});

test('no tensor is left behind', async () => {
  const before = runtime.tf.memory().numTensors;
  await offer(0.9);
  expect(runtime.tf.memory().numTensors).toBe(before);
});

/** The dent's score by the bank. */
async function bankScore(): Promise<number> {
  const patches = runtime.tf.tensor4d(dent, [1, 1, 2, d]);
  try {
    const settings = { method: 'worst-mean' as const, worst: 10, neighbours: 1 };
    return (await bank.score(patches, settings))[0]!.imageScore;
  } finally {
    patches.dispose();
  }
}
