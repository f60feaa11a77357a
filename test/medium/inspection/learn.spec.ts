import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modelManifest, type ModelManifest } from '#contracts';
import { decide } from '#calibration';
import { openBackbone, shrinkingTo, type Backbone } from '#embedding';
import { inspect, openModel, plainView, prepare, scoreAcross, verifyReferences } from '#inspection';
import { learn, type LearnedModel, type Normal } from '#learning';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { paintedPart } from '../../support/painted-parts.js';
import { writeTinyBackbone } from '../../support/tiny-backbone.js';

let folder: string;
let runtime: TensorRuntime;
let backbone: Backbone;
let live = 0;
const pictures = new Map<string, Buffer>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-learn-'));
  runtime = await loadTensorRuntime();
  await writeTinyBackbone(folder);
  backbone = await openBackbone(join(folder, 'tiny'), { runtime, cacheFolder: folder });
  for (let i = 0; i < 24; i++) pictures.set(`normal-${i}`, await paintedPart(i));
  live = runtime.tf.memory().numTensors;
});
afterAll(async () => {
  backbone.dispose();
  await rm(folder, { recursive: true, force: true });
});

const normals = (count = 24): Normal[] =>
  [...pictures].slice(0, count).map(([id, bytes], i) => ({
    id,
    partId: i < 20 ? `part-${i % 10}` : null,
    bytes: () => bytes,
  }));

const options = () => ({
  backbone,
  bankSettings: { rows: 100, seed: 1 },
  scoreSettings: { method: 'worst-mean', worst: 2, neighbours: 1 } as const,
  targets: { reject: 0.1, review: 0.2, method: 'conformal', whileProvisional: 0.1 } as const,
  view: plainView(backbone.size),
  seed: 1,
});

function manifestOf(learned: LearnedModel, changes: Partial<ModelManifest> = {}): ModelManifest {
  const { name, version, sha256 } = backbone.manifest;
  const { bankSha256, rows, dimensions, limits, certificate } = learned;
  return modelManifest.parse({
    format: 'touchstone-model/1',
    id: '01900000-0000-7000-8000-000000000000',
    station: 'line-1',
    version: 1,
    madeAt: '2026-01-01T00:00:00Z',
    backbone: { name, version, sha256 },
    inputSize: backbone.size,
    regionOfInterest: null,
    bank: { blob: 'bank', sha256: bankSha256, rows, dimensions, settings: options().bankSettings },
    score: options().scoreSettings,
    limits,
    certificate,
    references: learned.references.map((r) => ({ ...r, blob: r.frameId })),
    ...changes,
  });
}

test('learns by part, the same twice, and tells its progress in order', async () => {
  const steps: string[] = [];
  const learned = await learn({
    ...options(),
    normals: normals(),
    onProgress: ({ step, done, of }) => {
      if (steps.at(-1) !== step) steps.push(step);
      expect(done).toBeLessThanOrEqual(of);
    },
  });
  expect(steps).toEqual(['embed', 'bank', 'held-out', 'limits']);
  // Twenty frames of ten parts, and four parts of one frame.
  expect(learned.certificate).toMatchObject({ frames: 24, parts: 14, folds: 14 });
  expect(learned.certificate.heldOutScores).toHaveLength(14);
  expect(learned.rows).toBe(100);
  async function* stream() {
    for (const normal of normals()) yield await Promise.resolve(normal);
  }
  const again = await learn({ ...options(), normals: stream() });
  expect(again.bankSha256).toBe(learned.bankSha256);
  expect(again.limits).toEqual(learned.limits);
  expect(runtime.tf.memory().numTensors).toBe(live);
});

test('the opened model finds a stain, passes good parts, and one bad frame fails alone', async () => {
  const learned = await learn({ ...options(), normals: normals() });
  const { bankBytes } = learned;
  const model = await openModel({ manifest: manifestOf(learned), bankBytes, backbone, runtime });
  const [good, damaged, stained] = await inspect(
    [
      { bytes: await paintedPart(777) },
      { bytes: Buffer.from('not an image') },
      { bytes: await paintedPart(778, { stain: true }) },
    ],
    model,
  );
  expect(damaged).toMatchObject({ ok: false, error: { code: 'not-an-image' } });
  if (!good?.ok || !stained?.ok) throw new Error('both frames decode');
  expect(decide(stained.score.imageScore, learned.limits)).toBe('defect');
  expect(good.score.imageScore).toBeLessThan(stained.score.imageScore);
  // The stain's middle is at 52 % of the width and 44 % of the height of a 4 x 4 grid.
  expect(stained.score.nearest.patch).toSatisfy(
    ({ row, column }: { row: number; column: number }) =>
      [1, 2].includes(row) && [1, 2].includes(column),
  );
  expect(pictures.has(stained.score.nearest.normalId)).toBe(true);
  const bytesOf = (id: string) => Promise.resolve(pictures.get(id)!);
  await verifyReferences(model, bytesOf);
  const other = () => paintedPart(5, { stain: true });
  await expect(verifyReferences(model, other)).rejects.toMatchObject({ code: 'model-invalid' });
  await expect(verifyReferences(model, other)).rejects.toThrow(/off by/);
  model.dispose();
  expect(runtime.tf.memory().numTensors).toBe(live);
});

test('a model that does not belong to the bank or the backbone is refused by name', async () => {
  const learned = await learn({ ...options(), normals: normals() });
  const { bankBytes } = learned;
  const open = (manifest: ModelManifest, bytes = bankBytes) =>
    openModel({ manifest, bankBytes: bytes, backbone, runtime });
  const other = { name: 'tiny', version: '1', sha256: 'a'.repeat(64) };
  await expect(open(manifestOf(learned, { backbone: other }))).rejects.toThrow(
    /was made with backbone/,
  );
  await expect(open(manifestOf(learned), bankBytes.subarray(8))).rejects.toThrow(/SHA-256/);
  await expect(open(manifestOf(learned, { inputSize: { width: 32, height: 32 } }))).rejects.toThrow(
    /32 x 32/,
  );
  expect(runtime.tf.memory().numTensors).toBe(live);
});

test('too few normals are said by number; one that cannot be decoded is set aside by name', async () => {
  await expect(learn({ ...options(), normals: normals(6) })).rejects.toMatchObject({
    code: 'too-few-normals',
    facts: { missing: 4 },
  });
  const bad = { id: 'normal-x', partId: null, bytes: () => Buffer.from('GIF89a') };
  const { setAside } = await learn({ ...options(), normals: [...normals(), bad] });
  expect(setAside).toMatchObject([
    { normalId: 'normal-x', findings: [{ reason: 'unreadable' }], countsInLimits: false },
  ]);
  const none = learn({ ...options(), normals: [bad] });
  await expect(none).rejects.toMatchObject({ code: 'not-an-image' });
  await expect(none).rejects.toThrow(/normal-x/);
  await expect(learn({ ...options(), normals: [...normals(), ...normals(1)] })).rejects.toThrow(
    /given twice/,
  );
  expect(runtime.tf.memory().numTensors).toBe(live);
});

describe('with a second input', () => {
  let small: Backbone;
  beforeAll(async () => {
    const size = { width: 32, height: 32 };
    small = await openBackbone(join(folder, 'tiny'), { runtime, cacheFolder: folder, size });
  });
  afterAll(() => small.dispose());
  const both = () => ({
    ...options(),
    second: { backbone: shrinkingTo(small, backbone.size), mask: null },
  });
  const secondOf = ({ second }: LearnedModel) => {
    const { bankSha256: sha256, rows, dimensions, scoreReference, fusion } = second!;
    const bank = { blob: 'second', sha256, rows, dimensions };
    return { inputSize: small.size, bank, scoreReference, fusion };
  };
  const opened = (learned: LearnedModel) =>
    openModel({
      manifest: manifestOf(learned, { second: secondOf(learned) }),
      bankBytes: learned.bankBytes,
      backbone,
      second: { backbone: small, bankBytes: learned.second!.bankBytes },
      runtime,
    });

  test('scores are fused, the same twice, proven by references, and nothing is left behind', async () => {
    const tensors = runtime.tf.memory().numTensors;
    const learned = await learn({ ...both(), normals: normals() });
    const again = await learn({ ...both(), normals: normals() });
    expect(again.second!.bankSha256).toBe(learned.second!.bankSha256);
    expect(again.limits).toEqual(learned.limits);
    expect(learned.certificate.hashes!.secondBank).toBe(learned.second!.bankSha256);
    // Fused scores are in spreads of the normals: half of them lie below 0.
    const { heldOutScores } = learned.certificate;
    expect(heldOutScores[0]).toBeLessThan(0);
    expect(heldOutScores.at(-1)).toBeGreaterThan(0);
    const model = await opened(learned);
    await verifyReferences(model, (id) => Promise.resolve(pictures.get(id)!));
    const frames = [
      { bytes: await paintedPart(777) },
      { bytes: await paintedPart(778, { stain: true }) },
    ];
    const [good, stained] = await inspect(frames, model);
    if (!good?.ok || !stained?.ok) throw new Error('both frames decode');
    expect(stained.score.imageScore).toBeGreaterThan(good.score.imageScore);
    expect(decide(stained.score.imageScore, learned.limits)).toBe('defect');
    model.dispose();
    expect(runtime.tf.memory().numTensors).toBe(tensors);
  });

  test('frames of models with one input and with two share a batch, each with its own score', async () => {
    const alone = await learn({ ...options(), normals: normals() });
    const fused = await learn({ ...both(), normals: normals() });
    const { bankBytes } = alone;
    const one = await openModel({ manifest: manifestOf(alone), bankBytes, backbone, runtime });
    const two = await opened(fused);
    const { image } = await prepare(await paintedPart(779), one.view);
    const mixed = await scoreAcross([one, two, one].map((model) => ({ image, model })));
    const apart: number[] = [];
    for (const model of [one, two])
      apart.push((await scoreAcross([{ image, model }])).scores[0]!.imageScore);
    mixed.scores.forEach(({ imageScore }, i) => expect(imageScore).toBeCloseTo(apart[i % 2]!, 3));
    one.dispose();
    two.dispose();
  });

  test('a model with two inputs is refused without its second one, and is never added to', async () => {
    const learned = await learn({ ...both(), normals: normals() });
    const manifest = manifestOf(learned, { second: secondOf(learned) });
    const { bankBytes } = learned;
    await expect(openModel({ manifest, bankBytes, backbone, runtime })).rejects.toThrow(
      /second input of 32 x 32/,
    );
    const previous = { manifest, bankBytes, foldBankBytes: [] };
    const next = await learn({ ...both(), normals: normals(), previous });
    expect(next.rebuiltBecause).toMatch(/two inputs is built anew|no fold banks/);
    expect(() => shrinkingTo(backbone, small.size)).toThrow(/must be smaller than the first/);
  });
});
