import { expect, test } from 'vitest';
import { z } from 'zod';
import { analysisRequest } from './analysis-jobs.js';
import { trainingResult, trainSettings } from './training.js';

test('without an objective a head is trained by cross-entropy, with its defaults', () => {
  expect(trainSettings.parse({ name: 'line-1' })).toEqual({
    name: 'line-1',
    objective: 'cross-entropy',
    head: 'linear',
    epochs: 40,
    views: 6,
    seed: 1,
  });
});

test('from good parts alone there is a name and a seed, and nothing that belongs to heads', () => {
  const asked = { name: 'line-1', objective: 'one-class' };
  expect(trainSettings.parse(asked)).toEqual({ ...asked, seed: 1 });
  for (const other of [{ head: 'mlp' }, { epochs: 3 }, { views: 4 }])
    expect(trainSettings.safeParse({ ...asked, ...other }).error?.issues[0]).toMatchObject({
      code: 'unrecognized_keys',
      keys: Object.keys(other),
    });
});

test('what learns from a larger backbone names it, and takes nothing that belongs to heads', () => {
  const asked = { name: 'line-1', objective: 'distillation' };
  expect(trainSettings.safeParse(asked).error?.issues[0]?.path).toEqual(['teacher']);
  const taught = { ...asked, teacher: 'mobilenet' };
  expect(trainSettings.parse(taught)).toEqual({ ...taught, steps: 300, seed: 1 });
  for (const other of [{ views: 4 }, { layers: 0 }, { teacher: '../elsewhere' }])
    expect(trainSettings.safeParse({ ...taught, ...other }).success).toBe(false);
});

test('an objective that there is not is refused by its name', () => {
  const { error } = trainSettings.safeParse({ name: 'line-1', objective: 'dino' });
  expect(error?.issues[0]?.path).toEqual(['objective']);
});

test('a result that was stored before there was another objective is still read', () => {
  const figures = { precisionAt5: 0.5, nearestAccuracy: 0.6, balancedAccuracy: null };
  const stored = {
    name: 'line-1',
    accepted: true,
    base: 'touchstone-small',
    objective: 'arcface',
    images: { normals: 12, kinds: [{ kind: 'scratch', images: 8 }], leftOut: [] },
    deciding: { base: 0.5, trained: 0.7 },
    judging: { base: figures, untrained: figures, trained: figures },
    bestEpoch: 3,
    curve: [{ epoch: 1, loss: 2, heldOut: 0.6 }],
  };
  expect(trainingResult.parse(stored)).toEqual(stored);
});

test('the document of the API shows all ways', () => {
  const schema = JSON.stringify(z.toJSONSchema(analysisRequest, { io: 'input' }));
  expect(schema).toContain('"const":"one-class"');
  expect(schema).toContain('"const":"distillation"');
  expect(schema).toContain('"default":"cross-entropy"');
});
