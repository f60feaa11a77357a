import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { distillationTrainingResult } from '#contracts';
import { loadTensorRuntime } from '#tensors';
import { bodyOf, json } from '../../support/http.js';
import { paintedPart } from '../../support/painted-parts.js';
import { writeTinyBackbone } from '../../support/tiny-backbone.js';
import { TrainingLine } from '../../support/training-line.js';
import { writeWorseBackbone } from '../../support/worse-backbone.js';

const { native } = await loadTensorRuntime();
const reason = native ? '' : ' (skipped: needs the native TensorFlow library)';

/** The shipped backbone teaches a station whose own is a worse one of the same shape. */
describe.skipIf(!native)(`learning from a larger backbone, in the service${reason}`, () => {
  const settings = { objective: 'distillation', teacher: 'touchstone-small', steps: 24 } as const;
  let line: TrainingLine;

  beforeAll(async () => {
    const normals = await Promise.all(Array.from({ length: 24 }, (_, i) => paintedPart(i + 1)));
    const prepare = async (folder: string) => {
      await writeWorseBackbone(folder, 128);
      await writeTinyBackbone(folder);
    };
    const station = { backbone: 'worse', bank: { rows: 200, seed: 1 } };
    line = await TrainingLine.start({ settings: station, normals, prepare });
  });
  afterAll(() => line.stop());

  test('a teacher that is not there, is of another shape or is its own pupil is refused by name', async () => {
    const failed = async (teacher: string) => {
      const { failure } = await line.ended(await line.train({ ...settings, teacher, name: 'no' }));
      return `${failure?.code}: ${failure?.detail}`;
    };
    expect(await failed('absent')).toMatch(/^backbone-not-found: .*"absent".*touchstone-small/);
    expect(await failed('tiny')).toMatch(/^backbone-invalid: .*tiny 8 x 8 patches of 16 channels/);
    expect(await failed('worse')).toMatch(/^validation-failed: .*worse cannot teach itself/);
    const nobody = { kind: 'train', settings: { objective: 'distillation', name: 'no' } };
    const answer = await line.ask('/v1/stations/line-1/analyses', json('POST', nobody));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('teacher');
  });

  test('a training asked for by command is followed, accepted, and there as a backbone that the station calibrates with', async () => {
    for (let i = 0; i < 3; i++) {
      await line.review(await paintedPart(100 + i), { answer: 'ok' });
      await line.review(await paintedPart(200 + i, { stain: true }), { answer: 'defect' });
    }
    const printed = await line.trainByCommand({ ...settings, name: 'taught' });
    const { analysisId, ...told } = printed as { analysisId: string };
    const result = distillationTrainingResult.parse(told);
    expect(result).toMatchObject({
      accepted: true,
      base: 'worse',
      teacher: 'touchstone-small',
      images: { normals: 24, good: 3, defects: 3 },
      parts: { fit: 16, choose: 4, decide: 4 },
    });
    expect(result.deciding.error.after).toBeLessThan(result.deciding.error.before);
    expect(result.curve.at(-1)!.heldOut).toBeLessThan(result.curve[0]!.heldOut);
    const folder = join(line.backbones, 'taught');
    const log = JSON.parse(await readFile(join(folder, 'training.json'), 'utf8')) as unknown;
    expect(log).toMatchObject({
      station: 'line-1',
      analysis: analysisId,
      objective: 'distillation',
    });
    const curves = await (await line.ask(`/v1/analyses/${analysisId}/curves`)).text();
    expect(curves).toBe(await readFile(join(folder, 'curves.svg'), 'utf8'));

    await line.ask('/v1/stations/line-1', json('PATCH', { backbone: 'taught' }));
    const asked = await line.ask('/v1/stations/line-1/calibrations', json('POST', { activate: false })); // prettier-ignore
    await line.calibrated((await bodyOf<{ id: string }>(asked)).id);
  });

  test('a training is cancelled while it trains and while it judges; nothing of it stays', async () => {
    for (const step of ['train', 'judge-after']) {
      const id = await line.train({ ...settings, name: 'cancelled', steps: 20 });
      await line.atStep(id, step);
      await line.cancel(id);
      expect((await line.ended(id)).state).toBe('cancelled');
      expect(existsSync(join(line.backbones, 'cancelled'))).toBe(false);
      expect(existsSync(join(line.backbones, `.training-${id}`))).toBe(false);
    }
  });

  test('a calibrator that is killed goes on from its last epoch, and ends where an undisturbed one ended', async () => {
    const id = await line.train({ ...settings, name: 'killed' });
    const before = await line.afterEpochs(id, 1);
    await line.killCalibrator();
    expect(existsSync(join(line.backbones, 'killed'))).toBe(false);
    await line.startCalibrator();
    const result = distillationTrainingResult.parse((await line.ended(id)).result);
    expect(result.curve.slice(0, before.length)).toEqual(before);
    const taught: unknown = JSON.parse(await readFile(join(line.backbones, 'taught', 'training.json'), 'utf8')); // prettier-ignore
    const { deciding, judging: tested, curve: history, bestEpoch } = result;
    expect(taught).toMatchObject({ deciding, test: tested, history, bestEpoch });
  });
});
