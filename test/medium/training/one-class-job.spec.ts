import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneClassTrainingResult } from '#contracts';
import { bodyOf, json } from '../../support/http.js';
import { paintedPart } from '../../support/painted-parts.js';
import { smallerBackbone } from '../../support/smaller-backbone.js';
import { TrainingLine } from '../../support/training-line.js';

// The whole way from good parts: a station with 24 of them, a quarter of the picture masked, and a few reviewed frames.
const right = [{ x: 0.75, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0.75, y: 1 }]; // prettier-ignore
const masks = { include: [], ignore: [right], image: null };
let line: TrainingLine;

beforeAll(async () => {
  const normals = await Promise.all(Array.from({ length: 24 }, (_, i) => paintedPart(i + 1)));
  line = await TrainingLine.start({ settings: { masks, bank: { rows: 200, seed: 1 } }, normals });
});
afterAll(() => line.stop());

const train = (name: string) => line.train({ objective: 'one-class', name });

test('settings of a head are refused by the API', async () => {
  const settings = { name: 'line-1-parts', objective: 'one-class', head: 'mlp' };
  const answer = await line.ask('/v1/stations/line-1/analyses', json('POST', { kind: 'train', settings })); // prettier-ignore
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('head');
});

test('a training asked for by command is followed with its loss, accepted, and there as a backbone; reviewed frames judge beside it', async () => {
  for (let i = 0; i < 3; i++) {
    await line.review(await paintedPart(100 + i), { answer: 'ok' });
    await line.review(await paintedPart(200 + i, { stain: true }), { answer: 'defect' });
  }
  // A frame that is a normal already judges nothing.
  await line.review(await paintedPart(1), { answer: 'ok' });
  const printed = await line.trainByCommand({ objective: 'one-class', name: 'parts' });
  const { analysisId, ...told } = printed as { analysisId: string };
  const result = oneClassTrainingResult.parse(told);
  expect(result).toMatchObject({
    accepted: true,
    base: smallerBackbone,
    images: { normals: 24, good: 3, defects: 3 },
    parts: { bank: 12, fit: 8, decide: 4 },
  });
  expect(result.deciding.after).toBeGreaterThan(result.deciding.before);
  expect(result.judging!.before).toBeGreaterThan(0.5);
  expect(result.curve.at(-1)!.loss).toBeLessThan(result.curve[0]!.loss);
  const log = await readFile(join(line.backbones, 'parts', 'training.json'), 'utf8');
  expect(JSON.parse(log)).toMatchObject({ station: 'line-1', analysis: analysisId });
  const curves = await (await line.ask(`/v1/analyses/${analysisId}/curves`)).text();
  expect(curves).toBe(await readFile(join(line.backbones, 'parts', 'curves.svg'), 'utf8'));
});

test('a training is cancelled while it compares and while it judges; nothing of it stays', async () => {
  for (const step of ['compare', 'judge']) {
    const id = await train('cancelled');
    await line.atStep(id, step);
    await line.cancel(id);
    expect((await line.ended(id)).state).toBe('cancelled');
    expect(existsSync(join(line.backbones, 'cancelled'))).toBe(false);
  }
});

test('a calibrator that is killed begins anew, and comes to the same figures', async () => {
  const id = await train('killed');
  const { training } = await line.atStep(id, 'train');
  expect(training!.curve[0]).toMatchObject({ epoch: 1, heldOut: null });
  await line.killCalibrator();
  expect(existsSync(join(line.backbones, 'killed'))).toBe(false);
  await line.startCalibrator();
  const killed = oneClassTrainingResult.parse((await line.ended(id)).result);
  const first = JSON.parse(
    await readFile(join(line.backbones, 'parts', 'training.json'), 'utf8'),
  ) as object;
  const { deciding, judging: test, curve } = killed;
  expect(first).toMatchObject({ deciding, test, curve });
});

test('the station calibrates with it as with any other; what is weighted already is not weighted again', async () => {
  const taken = await line.ask('/v1/stations/line-1', json('PATCH', { backbone: 'parts' }));
  expect(taken.status).toBe(200);
  const asked = await line.ask(
    '/v1/stations/line-1/calibrations',
    json('POST', { activate: true }),
  );
  await line.calibrated((await bodyOf<{ id: string }>(asked)).id);
  const again = await line.ended(await train('twice'));
  expect(again.failure).toMatchObject({ code: 'backbone-invalid' });
  expect(again.failure!.detail).toContain('projects its patches already');
});
