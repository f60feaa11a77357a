import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  fineTuneBackbone,
  isBetterTuned,
  writeFineTuned,
  type FineTuningOutcome,
  type FineTuningTools,
  type FineTuningWatch,
  type StationImage,
  type TuningCheckpoint,
} from '#training';
import { openBackbone, resolveBackbone, type Backbone } from '#embedding';
import { decode } from '#images';
import { loadTensorRuntime } from '#tensors';
import { paintedPart } from '../../support/painted-parts.js';
import { sharedPath } from '../../support/shared.js';
import { writeTinyBackbone } from '../../support/tiny-backbone.js';
import { writeWorseBackbone } from '../../support/worse-backbone.js';

const runtime = await loadTensorRuntime();
const { tf, native } = runtime;
const shipped = await resolveBackbone('touchstone-small', ['models']);
const size = { width: 64, height: 64 };
let root: string;
let tools: FineTuningTools;
let outcome: FineTuningOutcome;
const checkpoints: TuningCheckpoint[] = [];

const parts = (count: number, from: number, stain = false): StationImage[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `${from + i}`,
    label: stain ? 'stain' : 'good',
    bytes: () => paintedPart(from + i, { stain }),
  }));
const images = { normals: parts(24, 1), test: [...parts(4, 100), ...parts(4, 200, true)] };
const open = (folder: string): Promise<Backbone> =>
  openBackbone(folder, { runtime, cacheFolder: join(root, 'cache'), size });
const watch: FineTuningWatch = { onTuning: () => undefined, keep: () => Promise.resolve() };
const choice = { steps: 30, seed: 1, layers: 4 };

beforeAll(async () => {
  if (!native) return;
  root = await mkdtemp(join(tmpdir(), 'touchstone-fine-tune-'));
  const base = await writeWorseBackbone(root, size.width);
  const [backbone, teacher] = [await open(base.folder), await open(shipped.folder)];
  tools = { runtime, backbone, base, teacher, cacheFolder: join(root, 'cache') };
  const keep = (one: TuningCheckpoint) => Promise.resolve(void checkpoints.push(one));
  outcome = await fineTuneBackbone(images, choice, tools, { ...watch, keep });
});
beforeEach(({ skip }) => skip(!native, 'needs the native TensorFlow library'));
afterAll(async () => {
  if (!native) return;
  tools.backbone.dispose();
  tools.teacher.dispose();
  await rm(root, { recursive: true });
});

test('it comes nearer to the teacher on parts that it did not learn from', () => {
  const { deciding, tuned, parts: counts, settings } = outcome;
  expect(counts).toEqual({ fit: 16, choose: 4, decide: 4 });
  expect(tuned.heldOut.after).toBeLessThan(0.9 * tuned.heldOut.before);
  expect(deciding.error.after).toBeLessThan(0.9 * deciding.error.before);
  expect(settings.weights).toEqual(['skip', 'head', 'embedding'].flatMap((layer) => [`${layer}/kernel`, `${layer}/bias`]).toSpliced(0, 0, 'stride16_block2_second/kernel', 'stride16_block2_second/bias')); // prettier-ignore
  for (const { after, teacher } of [deciding.auroc, outcome.test!])
    expect(Math.min(after, teacher)).toBeGreaterThan(0.5);
});

test('a run from a checkpoint gives the same, bit for bit', async () => {
  const from = checkpoints[0];
  expect(from?.history).toHaveLength(1);
  const resumed = await fineTuneBackbone(images, choice, tools, { ...watch, from: () => from });
  // By its hash: comparing six megabytes number by number takes a minute.
  const hashed = (one: FineTuningOutcome) => ({ ...one, model: one.model.sha256 });
  expect(hashed(resumed)).toEqual(hashed(outcome));
});

test('an accepted version opens, computes what was judged, and says how it came to be', async () => {
  const better = { before: 0.7, after: 0.8, teacher: 0.9 };
  const accepted = { ...outcome, deciding: { ...outcome.deciding, auroc: better } };
  expect(isBetterTuned(accepted)).toBe(true);
  const worse = { ...accepted, test: { before: 0.9, after: 0.88, teacher: 0.7 } };
  expect(isBetterTuned(worse)).toBe(false);
  const out = join(root, 'accepted');
  const teacher = shipped.manifest;
  await writeFineTuned(out, tools.base, { name: 'accepted', teacher, outcome: accepted });
  const made = await open(out);
  expect(made.manifest).toMatchObject({ name: 'accepted', sha256: outcome.model.sha256 });
  expect(made.manifest.provenance).toMatchObject({ licence: 'Apache-2.0' });
  expect(made.manifest.provenance.note).toContain(shipped.manifest.sha256);
  expect(made.hash).not.toBe(tools.backbone.hash);
  const picture = [await decode(await paintedPart(300), made.size)];
  const rows = [tools.backbone, made, tools.teacher].map((one) => patchesOf(one, picture));
  const apart = (a: Float32Array, b: Float32Array) => a.reduce((sum, v, i) => sum + (v - b[i]!) ** 2, 0); // prettier-ignore
  expect(apart(rows[1]!, rows[2]!)).toBeLessThan(apart(rows[0]!, rows[2]!));
  made.dispose();
  expect((await readdir(out)).sort()).toEqual(['MODEL_CARD.md', 'curves.svg', 'manifest.json', 'model.json', 'training.json', 'weights.bin']); // prettier-ignore
  const log = JSON.parse(await readFile(join(out, 'training.json'), 'utf8')) as unknown;
  expect(log).toMatchObject({
    from: { name: 'worse', sha256: tools.base.manifest.sha256 },
    teacher: { name: 'touchstone-small' },
    better: true,
    settings: { seed: 1, batch: 8 },
    sha256: outcome.sha256,
  });
});

function patchesOf(backbone: Backbone, picture: Parameters<Backbone['embed']>[0]): Float32Array {
  const { patches, image } = backbone.embed(picture);
  const values = Float32Array.from(patches.dataSync());
  tf.dispose([patches, image]);
  return values;
}

test.each([
  ['tells pasted defects no better', { auroc: { before: 0.8, after: 0.8, teacher: 0.9 } }],
  ['comes no nearer to the teacher', { error: { before: 0.3, after: 0.3 } }],
])('one that %s is refused with its figures and is no backbone', async (why, change) => {
  const better = { auroc: { before: 0.7, after: 0.8, teacher: 0.9 } };
  const deciding = { ...outcome.deciding, ...better, ...change };
  const out = join(root, why.slice(0, 5).trim());
  await writeFineTuned(out, tools.base, { name: 'refused', teacher: shipped.manifest, outcome: { ...outcome, deciding } }); // prettier-ignore
  expect(await readdir(out)).toEqual(['curves.svg', 'refused.json']);
});

test('too few good parts, and a teacher of another shape, are refused by number; a stop ends it', async () => {
  const few = fineTuneBackbone({ normals: parts(19, 1), test: [] }, choice, tools, watch);
  await expect(few).rejects.toMatchObject({ code: 'too-few-normals', facts: { normals: 19, needed: 20 } }); // prettier-ignore
  await writeTinyBackbone(root);
  const teacher = await open(join(root, 'tiny'));
  const other = fineTuneBackbone(images, choice, { ...tools, teacher }, watch);
  await expect(other).rejects.toThrow(/4 x 4 patches of 128 channels.*tiny 4 x 4 patches of 16/);
  teacher.dispose();
  const before = tf.memory().numTensors;
  const stop = new AbortController();
  const onTuning = ({ step }: { step: number }) =>
    step === 3 && setImmediate(() => stop.abort(new Error('enough')));
  const stopped = fineTuneBackbone(images, choice, tools, { ...watch, onTuning, signal: stop.signal }); // prettier-ignore
  await expect(stopped).rejects.toThrow('enough');
  expect(tf.memory().numTensors).toBe(before);
});

const weights = sharedPath('weights', 'mobilenet_v2_1.0_224');
test.skipIf(!weights)(
  'MobileNetV2 teaches the shipped backbone (needs ../shared/weights)',
  async () => {
    const { folder, manifest } = await resolveBackbone(weights!, []);
    const cacheFolder = join(root, 'cache');
    const teacher = await openBackbone(folder, { runtime, cacheFolder, manifest, size });
    const taught = { ...tools, base: shipped, backbone: tools.teacher, teacher };
    const { tuned } = await fineTuneBackbone(images, { ...choice, layers: undefined }, taught, watch); // prettier-ignore
    teacher.dispose();
    expect(tuned.heldOut.after).toBeLessThan(tuned.heldOut.before);
  },
);
