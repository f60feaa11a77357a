import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import { applyHead, type Head } from '../../../libs/training/src/heads/head.js';
import { randomOf } from '#numbers';
import {
  newestFitting,
  writeFitting,
  type FittingCheckpoint,
} from '../../../libs/training/src/fitting/fitting-checkpoint.js';
import { fitHead, type FittingRun } from '../../../libs/training/src/fitting/fit-head.js';
import {
  fittingDefaults,
  objectiveDefaults,
  type ObjectiveKind,
} from '../../../libs/training/src/fitting/settings.js';
import type { TrainingVectors } from '../../../libs/training/src/fitting/training-vectors.js';
import { draws, study } from '../../support/study.js';

const { tf } = await loadTensorRuntime();
const [inputs, views, classes] = [8, 3, 3];

/** Items that differ in three directions that matter and more in five that do not: what views change. */
function vectorsOf(seed: number, items: number): TrainingVectors {
  const random = randomOf(seed);
  const values = new Float32Array(items * views * inputs);
  for (let item = 0; item < items; item++)
    for (let view = 0; view < views; view++)
      for (let c = 0; c < inputs; c++) {
        const own = c === item % classes ? 1 : 0;
        values[(item * views + view) * inputs + c] =
          c < classes ? own + 0.2 * random.normal() : 1.5 * random.normal();
      }
  const labels = Array.from({ length: items }, (_, i) => i % classes);
  return { inputs, items, views, values, labels, identity: `drawn ${seed}` };
}

const vectors = vectorsOf(1, 60);
const held = vectorsOf(2, 60);

/** Returns how often the nearest other image has the same class. */
function nearestRight(head: Head): number {
  const width = head.shape.dimensions;
  const firsts = Float32Array.from({ length: held.items * inputs }, (_, at) => held.values[Math.floor(at / inputs) * views * inputs + (at % inputs)]!); // prettier-ignore
  const rows = applyHead(tf, head, firsts);
  const apart = (a: number, b: number) => {
    let square = 0;
    for (let c = 0; c < width; c++) square += (rows[a * width + c]! - rows[b * width + c]!) ** 2;
    return square;
  };
  const places = Array.from({ length: held.items }, (_, i) => i);
  const right = places.filter((a) => {
    const nearest = places
      .filter((b) => b !== a)
      .reduce((best, b) => (apart(a, b) < apart(a, best) ? b : best));
    return held.labels![nearest] === held.labels![a];
  });
  return right.length / held.items;
}

function runOf(
  kind: ObjectiveKind,
  change: Partial<FittingRun> = {},
  epochs = draws(12, 30),
): FittingRun {
  const shape = { inputs, hidden: null, dimensions: 4, l2Norm: true };
  const settings = {
    ...fittingDefaults,
    objective: kind === 'moco' ? { ...objectiveDefaults.moco, queue: 64 } : objectiveDefaults[kind],
    shape,
    epochs,
    batch: 30,
    learningRate: 2e-2,
    patience: 100,
  };
  return { tf, settings, vectors, heldOut: nearestRight, ...change };
}

const kinds = Object.keys(objectiveDefaults) as ObjectiveKind[];

describe.each(kinds)('fitHead, %s', (kind) => {
  it('lowers the loss and finds what the held-out images have in common', study, async () => {
    const { history, heldOut, bestEpoch } = await fitHead(runOf(kind));
    const losses = history.map(({ loss }) => loss);
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
    expect(bestEpoch).toBeGreaterThan(0);
    const { heldOut: before } = await fitHead(runOf(kind, {}, 0));
    expect(heldOut).toBeGreaterThan(before + 0.15);
  });

  it('ends bit for bit where it would have ended when it resumes from a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fitting-'));
    try {
      let kept: FittingCheckpoint | undefined;
      const onCheckpoint = async (checkpoint: FittingCheckpoint) => {
        if (checkpoint.history.length <= 3) await writeFitting(folder, checkpoint);
        kept = checkpoint;
      };
      const whole = await fitHead(runOf(kind, { onCheckpoint }, 6));
      const last = kept;
      const from = await newestFitting(folder);
      expect(from?.history).toHaveLength(3);
      const resumed = await fitHead(runOf(kind, { from, onCheckpoint }, 6));
      expect(resumed).toEqual(whole);
      expect(kept).toEqual(last);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('fitHead', () => {
  it('keeps the number of tensors over many steps, and leaves none', study, async () => {
    const before = tf.memory().numTensors;
    let [steps, rising] = [0, 0];
    for (const kind of ['cross-entropy', 'moco'] as const) {
      const own = new Set<number>();
      const onStep = () => {
        steps++;
        own.add(tf.memory().numTensors);
      };
      await fitHead(runOf(kind, { onStep, heldOut: () => rising++ }, draws(8, 250)));
      expect(own.size).toBe(1);
    }
    expect(steps).toBeGreaterThan(draws(60, 2000));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stops early, and gives the best epoch', async () => {
    const figures = [0.1, 0.5, 0.4, 0.9, 0.3, 0.2, 0.1, 0.1];
    let asked = 0;
    const run = runOf('contrastive', { heldOut: () => figures[asked++] ?? 0 });
    const found = await fitHead({ ...run, settings: { ...run.settings, patience: 3 } });
    expect(found).toMatchObject({ bestEpoch: 3, heldOut: 0.9, stoppedEarly: true });
    expect(found.history).toHaveLength(6);
  });

  it('stops after the step in hand when it is cancelled, and leaves no tensors', async () => {
    const before = tf.memory().numTensors;
    const cancel = new AbortController();
    let last = 0;
    const onStep = ({ step }: { step: number }) => {
      last = step;
      if (step === 4) cancel.abort(new Error('a person'));
    };
    const run = runOf('simclr', { signal: cancel.signal, onStep });
    await expect(fitHead(run)).rejects.toThrow('a person');
    expect(last).toBe(4);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives another head for another seed', async () => {
    const run = runOf('arcface', {}, 2);
    const other = await fitHead({ ...run, settings: { ...run.settings, seed: 2 } });
    expect(other.history).not.toEqual((await fitHead(run)).history);
  });

  it('refuses a checkpoint of other settings, and vectors that its objective cannot use', async () => {
    let from: FittingCheckpoint | undefined;
    const onCheckpoint = (checkpoint: FittingCheckpoint) => {
      from = checkpoint;
      return Promise.resolve();
    };
    await fitHead(runOf('triplet', { onCheckpoint }, 1));
    await expect(fitHead(runOf('contrastive', { from }, 1))).rejects.toMatchObject({
      code: 'validation-failed',
      message: expect.stringMatching(/epoch 1 .*other settings: objective .*triplet.*contrastive/) as string,
    }); // prettier-ignore
    const stranger = { ...vectors, identity: 'others' };
    await expect(fitHead(runOf('triplet', { from, vectors: stranger }, 1))).rejects.toMatchObject({
      code: 'validation-failed',
      message: expect.stringContaining('other vectors') as string,
    });
    const unnamed = { ...vectors, labels: null };
    await expect(fitHead(runOf('triplet', { vectors: unnamed }))).rejects.toThrow(/two classes/);
    const once = { ...vectors, views: 1 };
    await expect(fitHead(runOf('moco', { vectors: once }))).rejects.toThrow(/two views/);
  });

  it('names a damaged checkpoint, and what to do about it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fitting-'));
    try {
      let path = '';
      const onCheckpoint = async (one: FittingCheckpoint) => {
        path = await writeFitting(folder, one);
      };
      await fitHead(runOf('triplet', { onCheckpoint }, 1));
      for (const [file, told] of [
        ['state.bin', /state\.bin is not the file/],
        ['checkpoint.json', /checkpoint\.json cannot be read/],
      ] as const) {
        await writeFile(join(path, file), 'cut off');
        const expected = {
          code: 'validation-failed',
          message: expect.stringMatching(told) as string,
        };
        await expect(newestFitting(folder)).rejects.toMatchObject(expected);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
