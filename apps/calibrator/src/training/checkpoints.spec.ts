import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fittings, settingsFor, writeFitting, type FittingCheckpoint } from '#training';
import { checkpointsIn } from './checkpoints.js';

const shape = { inputs: 2, hidden: null, dimensions: 2, l2Norm: true };
const settings = settingsFor('triplet', shape, { epochs: 3, seed: 1 });
const part = Float32Array.of(1, 2);
const checkpoint: FittingCheckpoint = {
  settings,
  identity: 'images',
  history: [{ epoch: 1, loss: 0.5, heldOut: 0.7 }],
  values: { weights: part, firstMoment: part, secondMoment: part, keyHead: part, queue: part },
  best: { epoch: 1, heldOut: 0.7, head: part },
};

let work: string;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'job-'));
});
afterEach(() => rm(work, { recursive: true }));

test('goes on from its own checkpoint, and from none of other images', async () => {
  expect((await checkpointsIn(work, fittings)).from(settings, 'images')).toBeUndefined();
  await (await checkpointsIn(work, fittings)).keep(checkpoint);
  const { from } = await checkpointsIn(work, fittings);
  expect(from(settings, 'images')?.history).toEqual(checkpoint.history);
  expect(from(settings, 'others')).toBeUndefined();
});

test('starts anew where the newest checkpoint is damaged', async () => {
  const path = await writeFitting(join(work, 'checkpoints'), checkpoint);
  await writeFile(join(path, 'state.bin'), 'cut off');
  expect((await checkpointsIn(work, fittings)).from(settings, 'images')).toBeUndefined();
});
