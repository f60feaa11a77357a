import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judge, readLayout, resultOf } from '#evaluation';
import { openBackbone, resolveBackbone, type Backbone } from '#embedding';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { sharedPath, shippedBackbones } from '../../support/shared.js';

/** Image AUROC that must be reached at the defaults; the figures of docs/evaluate.md lie above. */
const mustReach = {
  imported: { magnetic_tile: 0.76, cookies: 0.98, hazelnut_reduced: 0.97, aliens: 0.98 },
  shipped: { magnetic_tile: 0.76, cookies: 0.98, hazelnut_reduced: 0.9, aliens: 0.98 },
};
const weights = sharedPath('weights', 'mobilenet_v2_1.0_224');
/** A minute of its own: only where TOUCHSTONE_LONG_TESTS is set. */
const long = process.env['TOUCHSTONE_LONG_TESTS'] !== undefined;

let runtime: TensorRuntime;
let cacheFolder: string;
beforeAll(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'touchstone-compiled-'));
  runtime = await loadTensorRuntime();
});
afterAll(() => rm(cacheFolder, { recursive: true, force: true }));

async function opened(nameOrFolder: string): Promise<Backbone> {
  const { folder, manifest } = await resolveBackbone(nameOrFolder, [shippedBackbones]);
  return openBackbone(folder, { runtime, manifest, cacheFolder });
}

async function resultOn(folder: string, backbone: Backbone) {
  const given = { backbone: '', rows: 2000, worst: 5, target: 0.01, seed: 1 };
  const options = { ...given, score: 'worst-mean' as const };
  const set = await readLayout(folder);
  return resultOf(await judge({ set, backbone, runtime, options, onStep: () => undefined }));
}

describe.each([
  ['the imported MobileNetV2', weights, mustReach.imported],
  ['the shipped backbone', 'touchstone-small', mustReach.shipped],
] as const)('with %s', (_, nameOrFolder, figures) => {
  for (const [name, least] of Object.entries(figures)) {
    const set = sharedPath('data', name);
    const missing = nameOrFolder === undefined || set === undefined;
    const skip = missing || (name === 'magnetic_tile' && !long);
    const reason = missing
      ? ' (skipped: ../shared is not here)'
      : ' (skipped: TOUCHSTONE_LONG_TESTS is not set)';
    test.skipIf(skip)(`${name} reaches ${least}${skip ? reason : ''}`, async () => {
      const backbone = await opened(nameOrFolder!);
      const live = runtime.tf.memory().numTensors;
      try {
        const result = await resultOn(set!, backbone);
        expect(result.imageAuroc).toBeGreaterThanOrEqual(least);
        // The score that knows place and frame holds on every set, within a point.
        const placed = result.scores.find(({ method }) => method === 'place-and-frame')!;
        expect(placed.imageAuroc).toBeGreaterThanOrEqual(Number(result.imageAuroc) - 0.01);
        expect(result.pixelAuroc === null).toBe(name === 'aliens');
        expect(runtime.tf.memory().numTensors).toBe(live);
      } finally {
        backbone.dispose();
      }
    });
  }
});
