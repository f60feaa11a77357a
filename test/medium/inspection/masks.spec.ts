import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { masks } from '#contracts';
import { openBackbone, type Backbone } from '#embedding';
import { chooseReference, learn, type Normal } from '#learning';
import { inspect, patchMask, plainView, type InspectingModel } from '#inspection'; // prettier-ignore
import { readBank } from '#memory-bank';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { paintedPart } from '../../support/painted-parts.js';

/** The backbone that ships: its patches see far beyond their own cell. */
const shipped = join(import.meta.dirname, '../../../models/touchstone-small');

let folder: string;
let runtime: TensorRuntime;
let backbone: Backbone;
let model: InspectingModel & { dispose(): void };

/** The lower right quarter, and a triangle at the left. */
const ignore = [
  [
    { x: 0.5, y: 0.5 },
    { x: 1, y: 0.5 },
    { x: 1, y: 1 },
    { x: 0.5, y: 1 },
  ],
  [
    { x: 0, y: 0 },
    { x: 0.3, y: 0 },
    { x: 0, y: 0.6 },
  ],
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-masks-'));
  runtime = await loadTensorRuntime();
  backbone = await openBackbone(shipped, { runtime, cacheFolder: folder });
  model = await learnt();
});
afterAll(async () => {
  model.dispose();
  backbone.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function learnt() {
  const pictures = await Promise.all(Array.from({ length: 14 }, (_, i) => paintedPart(i)));
  const normals: Normal[] = pictures.map((bytes, i) => ({ id: `n${i}`, partId: `p${i}`, bytes: () => bytes })); // prettier-ignore
  const plain = plainView(backbone.size);
  const view = {
    ...plain,
    masks: masks.parse({ ignore }),
    cameraReference: await chooseReference(normals, plain),
  };
  const mask = await patchMask(view, backbone.grid);
  const score = { method: 'worst-mean', worst: 2, neighbours: 1 } as const;
  const learned = await learn({
    normals,
    backbone,
    view,
    mask,
    seed: 1,
    bankSettings: { rows: 60, seed: 1 },
    scoreSettings: score,
    targets: { reject: 0.1, review: 0.2, method: 'conformal', whileProvisional: 0.1 },
  });
  const bank = readBank(runtime, learned.bankBytes, { sha256: learned.bankSha256 });
  const { scoreReference } = learned;
  return { backbone, bank, view, mask, score, scoreReference, dispose: () => bank.dispose() };
}

/** Tells whether a pixel of the frame lies under a mask, by the plain rule. */
function under(x: number, y: number): boolean {
  return (x > 0.5 && y > 0.5) || x / 0.3 + y / 0.6 < 1;
}

/** Noise of a seed wherever the masks are. */
async function scribbled(part: Buffer, seed: number): Promise<Buffer> {
  const { data, info } = await sharp(part).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / channels);
    const [x, y] = [(pixel % width) + 0.5, Math.floor(pixel / width) + 0.5];
    if (under(x / width, y / height)) data[i] = (i * 7919 * (seed + 1)) % 256;
  }
  return sharp(data, { raw: { width, height, channels } }).png().toBuffer();
}

test('what lies under a mask changes no embedding, no score and no map, to the bit', async () => {
  const part = await sharp(await paintedPart(50, { stain: true })).png().toBuffer(); // prettier-ignore
  const [first] = await inspect([{ bytes: part }], model, { embeddings: true });
  if (!first?.ok) throw new Error('the part was not inspected');
  await fc.assert(
    fc.asyncProperty(fc.nat(10_000), async (seed) => {
      const [other] = await inspect([{ bytes: await scribbled(part, seed) }], model, { embeddings: true }); // prettier-ignore
      if (!other?.ok) throw new Error('the scribbled part was not inspected');
      expect(other.embedding!.patches).toEqual(first.embedding!.patches);
      expect(other.embedding!.image).toEqual(first.embedding!.image);
      expect(other.score).toEqual(first.score);
    }),
    { numRuns: 8 },
  );
});

test('masked patches score 0 in the map, and none of them is in the bank', async () => {
  const [one] = await inspect([{ bytes: await paintedPart(51) }], model);
  if (!one?.ok) throw new Error('the part was not inspected');
  const { mask, bank } = model;
  expect(mask!.includes(0) && mask!.includes(1)).toBe(true);
  one.score.map.forEach((distance, place) => mask![place] === 0 && expect(distance).toBe(0));
  expect(bank.contents.placeOf.length).toBeGreaterThan(0);
  for (const place of bank.contents.placeOf) expect(mask![place]).toBe(1);
});

test('the same scribble without masks changes the score', async () => {
  const free = { ...model, view: { ...model.view, masks: masks.parse({}) }, mask: null };
  const part = await paintedPart(52);
  const [clean, other] = await inspect([{ bytes: part }, { bytes: await scribbled(part, 3) }], free); // prettier-ignore
  if (!clean?.ok || !other?.ok) throw new Error('not inspected');
  expect(other.score.imageScore).not.toBe(clean.score.imageScore);
});
