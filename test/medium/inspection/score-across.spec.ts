import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBackbone, type Backbone } from '#embedding';
import { plainView, prepare, type InspectingModel, scoreAcross, scorePrepared } from '#inspection';
import { learn } from '#learning';
import { readBank } from '#memory-bank';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { paintedPart } from '../../support/painted-parts.js';
import { writeTinyBackbone } from '../../support/tiny-backbone.js';

type Model = InspectingModel & { dispose(): void };

let folder: string;
let runtime: TensorRuntime;
const backbones: Backbone[] = [];
const models: Model[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-across-'));
  runtime = await loadTensorRuntime();
  for (const [name, seed] of [
    ['tiny', 1],
    ['other', 2],
  ] as const) {
    await writeTinyBackbone(folder, name, seed);
    backbones.push(await openBackbone(join(folder, name), { runtime, cacheFolder: folder }));
  }
  // Stations that learned from other parts, with other numbers of rows.
  models.push(await learnt(backbones[0]!, 0, 40), await learnt(backbones[0]!, 50, 90));
  models.push(await learnt(backbones[1]!, 0, 40));
});
afterAll(async () => {
  for (const one of [...models, ...backbones]) one.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function learnt(backbone: Backbone, from: number, rows: number): Promise<Model> {
  const pictures = await Promise.all(Array.from({ length: 14 }, (_, i) => paintedPart(from + i)));
  const normals = pictures.map((bytes, i) => ({ id: `n${from + i}`, partId: `p${i}`, bytes: () => bytes })); // prettier-ignore
  const view = plainView(backbone.size);
  const score = { method: 'worst-mean', worst: 2, neighbours: 1 } as const;
  const learned = await learn({
    normals,
    backbone,
    view,
    mask: null,
    seed: 1,
    bankSettings: { rows, seed: 1 },
    scoreSettings: score,
    targets: { reject: 0.1, review: 0.2, method: 'conformal', whileProvisional: 0.1 },
  });
  const bank = readBank(runtime, learned.bankBytes);
  return {
    backbone,
    bank,
    view,
    mask: null,
    score,
    scoreReference: null,
    dispose: () => bank.dispose(),
  };
}

const frame = async (model: Model, seed: number) => ({
  image: (await prepare(await paintedPart(seed, { stain: seed % 2 === 0 }), model.view)).image,
  model,
});

test('frames of two stations in one batch have the scores, maps and nearest normals that they have alone', async () => {
  const [first, second] = models as [Model, Model, Model];
  const mixed = await Promise.all([first, second, first, second, second].map((model, i) => frame(model, 100 + i))); // prettier-ignore
  const together = await scoreAcross(mixed, { embeddings: true });
  for (const [place, { image, model }] of mixed.entries()) {
    const alone = await scorePrepared([image], model, { embeddings: true });
    const [score, expected] = [together.scores[place]!, alone.scores[0]!];
    expect(score.imageScore).toBeCloseTo(expected.imageScore, 4);
    expect(score.nearest.normalId).toBe(expected.nearest.normalId);
    expect(score.map.length).toBe(expected.map.length);
    const [own, expectedOwn] = [together.embeddings![place]!, alone.embeddings![0]!];
    expect(Math.max(...own.patches.map((value, i) => Math.abs(value - expectedOwn.patches[i]!)))).toBeLessThan(1e-4); // prettier-ignore
  }
});

test('frames of two backbones are not put into one batch', async () => {
  const mixed = await Promise.all([frame(models[0]!, 1), frame(models[2]!, 1)]);
  await expect(scoreAcross(mixed)).rejects.toThrow('one backbone; this one has 2');
});
