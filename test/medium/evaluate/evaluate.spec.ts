import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { evaluate } from '../../../apps/cli/src/evaluate/evaluate.js';
import type { EvaluateOptions } from '#evaluation';
import { loadTensorRuntime } from '#tensors';
import { evaluationResult } from '../../support/evaluation-result.js';
import { paintedPart } from '../../support/painted-parts.js';
import { writeTinyBackbone } from '../../support/tiny-backbone.js';

let root: string;
let said = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-evaluate-'));
  vi.stubEnv('TOUCHSTONE_DATA', join(root, 'data'));
  await writeTinyBackbone(join(root, 'data', 'backbones'));
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((said += String(text))));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(root, { recursive: true, force: true });
});

const options = {
  backbone: 'tiny',
  rows: 100,
  worst: 2,
  target: 0.05,
  seed: 1,
  json: true,
  score: 'worst-mean' as const,
};

async function figures(changes: Partial<EvaluateOptions> = {}) {
  let printed = '';
  const stdout = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => Boolean((printed += String(text))));
  try {
    await evaluate(join(root, 'set'), { ...options, ...changes });
  } finally {
    stdout.mockRestore();
  }
  return changes.json === false ? printed : evaluationResult.parse(JSON.parse(printed));
}

async function put(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(join(root, 'set', path)), { recursive: true });
  await writeFile(join(root, 'set', path), bytes);
}

/** White where the stain is; `scale` in the pixels of the image. */
function maskPng(scale: number, radius = 30): Promise<Buffer> {
  const [width, height] = [192 * scale, 160 * scale];
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) / scale, Math.floor(i / width) / scale];
    return (x - 100) ** 2 + (y - 70) ** 2 < radius ** 2 ? 255 : 0;
  });
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

async function putSet(train = 24): Promise<void> {
  for (let i = 0; i < train; i++) await put(`train/good/${i}.jpg`, await paintedPart(i));
  for (let i = 0; i < 8; i++) await put(`test/good/${i}.JPG`, await paintedPart(100 + i));
  for (let i = 0; i < 4; i++)
    await put(`test/stain/${i}.jpg`, await paintedPart(200 + i, { stain: true }));
  // A mask of another size, one with another name, one that is empty; the last has none.
  await put('ground_truth/stain/0.png', await maskPng(2));
  await put('ground_truth/stain/1_mask.png', await maskPng(1));
  await put('ground_truth/stain/2.png', await maskPng(1, 0));
}

test('evaluate gives one JSON object with every key, the same again but for the times, and leaves no tensor', async () => {
  await putSet();
  const first = await figures();
  expect(first).toMatchObject({
    set: 'set',
    backbone: 'tiny',
    images: { train: 24, good: 8, defect: 4 },
    imageAuroc: 1,
    f1Max: 1,
    missRate: 0,
    bankRows: 100,
    types: { stain: { images: 4, imageAuroc: 1, missRate: 0 } },
  });
  if (typeof first === 'string') throw new Error('JSON was asked for');
  expect(first.pixelAuroc).toBeGreaterThan(0.8);
  expect(first.aupro).toBeGreaterThan(0.5);
  expect(said).toContain('1 of 4 defects have no mask');
  expect(said).toContain('1 masks have no white pixel');
  const { tf } = await loadTensorRuntime();
  const live = tf.memory().numTensors;
  const again = await figures();
  expect(again).toEqual({
    ...first,
    buildSeconds: expect.any(Number) as number,
    msPerFrame: expect.any(Number) as number,
  });
  expect(tf.memory().numTensors).toBe(live);
});

test('both named scores stand beside each other, whichever is judged, and normals can be fewer', async () => {
  await putSet();
  const plain = await figures();
  const placed = await figures({ score: 'place-and-frame' });
  if (typeof plain === 'string' || typeof placed === 'string')
    throw new Error('JSON was asked for');
  expect(plain.score).toBe('worst-mean');
  expect(placed.score).toBe('place-and-frame');
  expect(placed.scores).toEqual(plain.scores);
  expect(plain.scores.map(({ method }) => method)).toEqual(['worst-mean', 'place-and-frame']);
  // What stands beside is what would be judged.
  expect(plain.scores[0]!.imageAuroc).toBe(plain.imageAuroc);
  expect(plain.scores[1]!.imageAuroc).toBe(placed.imageAuroc);
  expect(plain.scores[0]!.at[1]).toMatchObject({ target: 0.05, missRate: plain.missRate });
  expect(plain.scores[1]!.at[1]).toMatchObject({ target: 0.05, missRate: placed.missRate });
  const text = await figures({ json: false, normals: 12, score: 'place-and-frame' });
  expect(text).toMatch(/images +12 train/);
  expect(text).toMatch(/place-and-frame +1\.000/);
});

test('the report is one file with pictures, and says what the JSON says', async () => {
  await putSet();
  const text = await figures({ json: false, report: join(root, 'report') });
  expect(text).toMatch(/image AUROC +1\.000/);
  const html = await readFile(join(root, 'report', 'index.html'), 'utf8');
  expect(html.match(/data:image\/jpeg;base64/g)!.length).toBe(2 * (8 + 4));
  expect(html).not.toMatch(/(src|href)="(?!data:)/);
  expect(html).toContain('<svg');
  const stored: unknown = JSON.parse(await readFile(join(root, 'report', 'result.json'), 'utf8'));
  expect(evaluationResult.parse(stored).imageAuroc).toBe(1);
});

test('one normal, no good test images, no masks: nulls, and the reasons are said', async () => {
  await put(
    'train/good/a.png',
    await sharp(await paintedPart(1))
      .greyscale()
      .png()
      .toBuffer(),
  );
  await put('test/stain/0.jpg', await paintedPart(2, { stain: true }));
  expect(await figures()).toMatchObject({
    images: { train: 1, good: 0, defect: 1 },
    imageAuroc: null,
    pixelAuroc: null,
    aupro: null,
    f1Max: null,
    falseAlarmRate: null,
    missRate: null,
    shares: { good: null, bad: null, images: { good: 0, bad: 1 } },
    types: { stain: { images: 1, imageAuroc: null, missRate: null } },
  });
  expect(said).toContain('no images in test/good');
  expect(said).toContain('limits need 10');
});

test('a test image that cannot be read is left out, and named', async () => {
  await putSet(12);
  await put('test/good/broken.jpg', (await paintedPart(5)).subarray(0, 400));
  await put('test/stain/9.png', Buffer.from('hello'));
  await put('ground_truth/stain/1_mask.png', Buffer.from('no mask'));
  const result = await figures();
  expect(result).toMatchObject({
    images: { train: 12, good: 8, defect: 4 },
    unreadable: ['test/good/broken.jpg', 'test/stain/9.png'],
    shares: { images: { good: 8, bad: 4 } },
  });
  expect(said).toContain('2 pictures of test/ cannot be read');
  expect(said).toMatch(/1 masks cannot be read.*1_mask\.png/);
});

test('where no test image can be read, the first is named', async () => {
  for (let i = 0; i < 10; i++) await put(`train/good/${i}.jpg`, await paintedPart(i));
  await put('test/stain/only.png', Buffer.from('hello'));
  await expect(figures()).rejects.toThrow(/only\.png/);
});

test('the shares at both limits are those of the verdicts, and nothing without limits', async () => {
  await putSet();
  const result = await figures();
  if (typeof result === 'string') throw new Error('JSON was asked for');
  const { good, bad, images } = result.shares;
  expect(images).toEqual({ good: 8, bad: 4 });
  expect(bad).toEqual({ defect: 1, review: 0, ok: 0 });
  expect(good!.defect).toBe(result.falseAlarmRate);
  const text = await figures({ json: false });
  expect(text).toMatch(/bad parts \(4\) +100\.0 % +0\.0 % +0\.0 %/);
});

test('a normal that cannot be read is left out, and named', async () => {
  await putSet(12);
  await put('train/good/text.png', Buffer.from('hello'));
  const result = await figures();
  expect(result).toMatchObject({ images: { train: 12 }, unreadable: ['train/good/text.png'] });
});

test('a backbone that is not there is refused with what there is', async () => {
  await putSet(1);
  await expect(figures({ backbone: 'none-such' })).rejects.toThrow(/tiny/);
});
