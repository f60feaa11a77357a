import { describe, expect, it } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import type { Checkpoint } from '../../../libs/training/src/distillation/checkpoint.js';
import {
  distill,
  type DistillationRun,
} from '../../../libs/training/src/distillation/distillation.js';
import type { ImageSource } from '../../../libs/training/src/views/image-source.js';
import { randomOf } from '#numbers';
import { distillationDefaults } from '../../../libs/training/src/distillation/settings.js';
import type { Teacher } from '../../../libs/training/src/distillation/teacher.js';
import type { Tensor4D } from '../../../libs/training/src/fitting/tensor-types.js';

const { tf, backend } = await loadTensorRuntime();
const steps = 12;
const settings = {
  ...distillationDefaults,
  widths: { stride2: 8, stride4: 8, stride8: 8, stride16: 8, head: 16, embedding: 4 },
  schedule: { steps, warmUpSteps: 2, peakLearningRate: 1e-2, finalPart: 0.01 },
  batch: 4,
  size: 32,
  statisticsImages: 8,
};

/** Eight images of a random colour and a random stripe. */
const source: ImageSource = {
  count: 8,
  identity: 'stripes',
  image: (index) => {
    const random = randomOf(index);
    const base = [0, 1, 2].map(() => random.between(40, 200));
    const period = 2 + random.below(8);
    const pixels = Uint8Array.from({ length: 40 * 40 * 3 }, (_, at) => {
      const column = Math.floor(at / 3) % 40;
      return base[at % 3]! + (column % period === 0 ? 50 : 0);
    });
    return { width: 40, height: 40, pixels };
  },
};

/** Mean colour and mean square of each 16 x 16 block. */
const teacher: Teacher = {
  identity: 'blocks',
  embed: ({ pixels, images, size }) =>
    tf.tidy(() => {
      const parts: Tensor4D = tf
        .tensor4d(Float32Array.from(pixels), [images, size, size, 3])
        .div(255);
      const power: Tensor4D = parts.square().mean(3, true);
      return tf.concat([tf.avgPool(parts, 16, 16, 'same'), tf.avgPool(power, 16, 16, 'same')], 3);
    }),
};

async function run(change: Partial<DistillationRun> = {}) {
  const losses: number[] = [];
  const tensors: number[] = [];
  const checkpoints: Checkpoint[] = [];
  const last = await distill({
    tf,
    teacher,
    source,
    settings,
    checkpointEvery: 5,
    onStep: ({ loss }) => {
      losses.push(loss);
      tensors.push(tf.memory().numTensors);
    },
    onCheckpoint: (checkpoint) => {
      checkpoints.push(checkpoint);
      return Promise.resolve();
    },
    ...change,
  });
  return { last, losses, tensors, checkpoints };
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.skipIf(backend !== 'native')('distill (needs the native library)', () => {
  it('learns: the loss falls by more than half in sixty steps', async () => {
    const longer = { ...settings, schedule: { ...settings.schedule, steps: 60 } };
    const { losses } = await run({ settings: longer });
    expect(mean(losses.slice(-5))).toBeLessThan(0.5 * mean(losses.slice(0, 5)));
  });

  it('ends where it would have ended when it resumes from a checkpoint', async () => {
    const whole = await run();
    const from = whole.checkpoints.find(({ step }) => step === 5)!;
    const resumed = await run({ from });
    expect(resumed.losses).toEqual(whole.losses.slice(5));
    expect(resumed.last).toEqual(whole.last);
  });

  it('stops after the step in hand, with a checkpoint to go on from', async () => {
    const controller = new AbortController();
    const stopped = await run({
      stop: controller.signal,
      onStep: ({ step }) => step === 3 && controller.abort(),
    });
    expect(stopped.last.step).toBe(3);
    expect((await run({ from: stopped.last })).last).toEqual((await run()).last);
  });

  it('keeps memory flat: the same tensors at every step, and none afterwards', async () => {
    const before = tf.memory().numTensors;
    const { tensors } = await run();
    expect(new Set(tensors).size).toBe(1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives another result for another seed', async () => {
    const other = await run({ settings: { ...settings, seed: 2 } });
    expect(other.losses).not.toEqual((await run()).losses);
  });

  it('refuses a checkpoint of other settings or another teacher', async () => {
    const { last } = await run();
    const other = { ...settings, batch: 2 };
    await expect(run({ from: last, settings: other })).rejects.toThrow(/other settings/);
    const stranger = { ...teacher, identity: 'another' };
    await expect(run({ from: last, teacher: stranger })).rejects.toThrow(/other inputs/);
  });
});
