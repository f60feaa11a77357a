import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import type { RgbImage } from '../../../libs/training/src/views/image-source.js';
import { randomOf } from '#numbers';
import type { Teacher } from '../../../libs/training/src/distillation/teacher.js';
import type { Tensor4D } from '../../../libs/training/src/fitting/tensor-types.js';
import { fineTune, type TuningRun } from '../../../libs/training/src/fine-tuning/fine-tune.js';
import {
  type TuningSettings,
  tuningSettings,
} from '../../../libs/training/src/fine-tuning/settings.js';
import { tuningBatch } from '../../../libs/training/src/fine-tuning/tuning-batch.js';
import {
  newestTuning,
  writeTuning,
  type TuningCheckpoint,
} from '../../../libs/training/src/fine-tuning/tuning-checkpoint.js';
import { flatValues } from '../../../libs/training/src/fine-tuning/tuning-state.js';

const { tf } = await loadTensorRuntime();
const side = 32;

function part(seed: number): RgbImage {
  const random = randomOf(seed);
  const base = [0, 1, 2].map(() => random.between(60, 180));
  const period = 3 + random.below(6);
  const pixels = Uint8Array.from({ length: side * side * 3 }, (_, at) => base[at % 3]! + ((Math.floor(at / 3) % side) % period === 0 ? 40 : 0)); // prettier-ignore
  return { width: side, height: side, pixels };
}
const parts = Array.from({ length: 6 }, (_, i) => part(i + 1));
const heldOut = Array.from({ length: 3 }, (_, i) => part(i + 50));

/** Two convolutions: three colours to eight channels at stride 4, to five at stride 16. */
function twoConvolutions(seed: number) {
  const kernel = (shape: [number, number, number, number], at: number) =>
    tf.tidy(() => tf.variable(tf.randomNormal(shape, 0, 0.2, 'float32', seed * 10 + at)));
  const first = kernel([4, 4, 3, 8], 1);
  const second = kernel([4, 4, 8, 5], 2);
  const bias = tf.tidy(() => tf.variable(tf.zeros([5])));
  const patches = (pixels: Tensor4D): Tensor4D => {
    const near = tf.relu(tf.conv2d(pixels.div<Tensor4D>(255), first as unknown as Tensor4D, 4, 'same')); // prettier-ignore
    return tf.conv2d(near, second as unknown as Tensor4D, 4, 'same').add<Tensor4D>(bias);
  };
  return { first, second, bias, patches, dispose: () => tf.dispose([first, second, bias]) };
}

/** Another network of the same shape. */
function otherNetwork(): Teacher & { dispose(): void } {
  const network = twoConvolutions(7);
  return {
    identity: 'other',
    dispose: network.dispose,
    embed: ({ images, size, pixels }) =>
      tf.tidy(() =>
        network.patches(tf.tensor4d(Float32Array.from(pixels), [images, size, size, 3])),
      ),
  };
}

const plain = { mean: [0, 0, 0, 0, 0], deviation: [1, 1, 1, 1, 1] };
const few: TuningSettings = {
  ...tuningSettings(1, 12, ['second/kernel', 'bias']),
  batch: 3,
  stepsPerEpoch: 4,
  patience: 100,
};

async function run(change: Partial<TuningRun> = {}, settings = few) {
  const network = twoConvolutions(1);
  const teacher = otherNetwork();
  const checkpoints: TuningCheckpoint[] = [];
  const firstKernel = Float32Array.from(network.first.dataSync());
  const tensors = new Set<number>();
  try {
    const trained = [network.second, network.bias];
    const tuned = await fineTune({
      tf,
      teacher,
      settings,
      parts,
      heldOut,
      identity: 'painted',
      network: { variables: trained, patches: network.patches },
      statistics: { network: plain, teacher: plain },
      onStep: () => tensors.add(tf.memory().numTensors),
      onCheckpoint: (one) => Promise.resolve(void checkpoints.push(one)),
      ...change,
    });
    const untouched = firstKernel.every((value, at) => value === network.first.dataSync()[at]);
    return { tuned, weights: flatValues(trained), untouched, checkpoints, tensors };
  } finally {
    network.dispose();
    teacher.dispose();
  }
}

const longer = {
  ...few,
  stepsPerEpoch: 20,
  schedule: { ...few.schedule, steps: 120, peakLearningRate: 1e-2 },
};

describe('fineTune', () => {
  it('lowers loss and held-out error, changes what is trained and nothing else', async () => {
    const { tuned, weights, untouched, checkpoints } = await run({}, longer);
    const { history, heldOut: error, bestEpoch } = tuned;
    expect(history.at(-1)!.loss).toBeLessThan(0.7 * history[0]!.loss);
    expect(error.after).toBeLessThan(0.7 * error.before);
    expect(error.after).toBe(Math.min(...history.map(({ heldOut: one }) => one)));
    expect(untouched).toBe(true);
    expect(weights).toEqual(checkpoints[bestEpoch - 1]!.values.weights);
  });

  it('ends bit for bit where it would have ended when it resumes from a file; two stay', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tuning-'));
    try {
      const onCheckpoint = async (one: TuningCheckpoint) => {
        if (one.history.length <= 2) await writeTuning(folder, one);
      };
      const whole = await run({ onCheckpoint });
      const from = await newestTuning(folder);
      expect(from?.history).toHaveLength(2);
      const resumed = await run({ from });
      expect(resumed.tuned).toEqual(whole.tuned);
      expect(resumed.weights).toEqual(whole.weights);
      await writeTuning(folder, resumed.checkpoints[0]!);
      expect(await readdir(folder)).toEqual(['epoch-000002', 'epoch-000003']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('keeps the number of tensors over many steps, and leaves none', async () => {
    const before = tf.memory().numTensors;
    const { tensors } = await run({}, longer);
    expect(tensors.size).toBe(1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stops after the step in hand when it is cancelled, and leaves no tensors', async () => {
    const before = tf.memory().numTensors;
    const cancel = new AbortController();
    let last = 0;
    const onStep = ({ step }: { step: number }) => {
      last = step;
      if (step === 5) cancel.abort(new Error('a person'));
    };
    await expect(run({ signal: cancel.signal, onStep })).rejects.toThrow('a person');
    expect(last).toBe(5);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('ends early, with the weights it started from, where the held-out error only rises', async () => {
    const wild = { ...longer, patience: 2, stepsPerEpoch: 4 };
    const schedule = { ...wild.schedule, peakLearningRate: 50, warmUpSteps: 0 };
    const { tuned, weights } = await run({}, { ...wild, schedule });
    expect(tuned).toMatchObject({ bestEpoch: 0, stoppedEarly: true });
    expect(tuned.history).toHaveLength(2);
    const network = twoConvolutions(1);
    expect(weights).toEqual(flatValues([network.second, network.bias]));
    network.dispose();
  });

  it('refuses a checkpoint of other settings or parts', async () => {
    const { checkpoints } = await run();
    const from = checkpoints[0]!;
    const otherSeed = run({ from }, { ...few, seed: 2 });
    await expect(otherSeed).rejects.toThrow(/epoch 1 .*other settings: seed 1 there, 2 now/);
    await expect(run({ from, identity: 'others' })).rejects.toThrow(/the teacher changed/);
  });
});

describe('tuningBatch', () => {
  it('is the same for a seed and number, and none of its parts is changed', () => {
    const before = parts.map(({ pixels }) => pixels.slice());
    const batch = tuningBatch(parts, few, 3);
    expect(batch).toMatchObject({ images: 3, size: side });
    expect(tuningBatch(parts, few, 3)).toEqual(batch);
    expect(tuningBatch(parts, few, 4)).not.toEqual(batch);
    expect(tuningBatch(parts, { ...few, seed: 2 }, 3)).not.toEqual(batch);
    expect(parts.map(({ pixels }) => pixels)).toEqual(before);
  });
});
