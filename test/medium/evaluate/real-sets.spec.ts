import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EvaluationSet, judge, readLayout, resultOf } from '#evaluation';
import { openBackbone, resolveBackbone, type Backbone } from '#embedding';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { sharedPath, shippedBackbones } from '../../support/shared.js';
import { draws, inFull, keepFigures, study } from '../../support/study.js';

/**
 * Image AUROC that must be reached at the defaults: of all images in `npm run studies`, where the figures of
 * docs/measured/evaluate.md lie above; of every third one, and a little less, in each run of the tests.
 */
const mustReach = {
  imported: { magnetic_tile: 0.76, cookies: 0.98, hazelnut_reduced: 0.97, aliens: 0.98 },
  shipped: { magnetic_tile: 0.76, cookies: 0.98, hazelnut_reduced: 0.9, aliens: 0.98 },
};
const every = draws(3, 1);
const room = inFull ? 0 : 0.05;
const weights = sharedPath('weights', 'mobilenet_v2_1.0_224');

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
  const set = thinned(await readLayout(folder));
  const asked = { set, backbone, second: null, runtime, options, onStep: () => undefined };
  return resultOf(await judge(asked));
}

/** Every so many-th image to learn from and to judge by, of each kind. */
function thinned({ train, test: judged, ...set }: EvaluationSet): EvaluationSet {
  const some = <T>(images: readonly T[]) => images.filter((_, at) => at % every === 0);
  const kinds = [...new Set(judged.map(({ type }) => type))];
  const ofKind = (kind: string) => some(judged.filter(({ type }) => type === kind));
  return { ...set, train: some(train), test: kinds.flatMap(ofKind) };
}

describe.each([
  ['the imported MobileNetV2', weights, mustReach.imported],
  ['the shipped backbone', 'touchstone-small', mustReach.shipped],
] as const)('with %s', (of, nameOrFolder, figures) => {
  for (const [name, least] of Object.entries(figures)) {
    const set = sharedPath('data', name);
    const missing = nameOrFolder === undefined || set === undefined;
    // Its 674 pictures take a minute, and a third of them say little.
    const skip = missing || (name === 'magnetic_tile' && !inFull);
    const reason = missing
      ? ' (skipped: ../shared is not here)'
      : ' (skipped: it is in npm run studies only)';
    test.skipIf(skip)(`${name} reaches ${least}${skip ? reason : ''}`, study, async () => {
      const backbone = await opened(nameOrFolder!);
      const live = runtime.tf.memory().numTensors;
      try {
        const result = await resultOn(set!, backbone);
        keepFigures(`image AUROC on real sets: ${of}, ${name}`, { AUROC: result.imageAuroc! });
        expect(result.imageAuroc).toBeGreaterThanOrEqual(least - room);
        // The score that knows place and frame holds on every set, within a point of all images.
        const placed = result.scores.find(({ method }) => method === 'place-and-frame')!;
        expect(placed.imageAuroc).toBeGreaterThanOrEqual(Number(result.imageAuroc) - 0.01 - room);
        expect(result.pixelAuroc === null).toBe(name === 'aliens');
        expect(runtime.tf.memory().numTensors).toBe(live);
      } finally {
        backbone.dispose();
      }
    });
  }
});
