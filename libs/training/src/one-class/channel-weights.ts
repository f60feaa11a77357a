import type { Tf } from '#tensors';

/** Patches compared with the bank row nearest to them. */
export interface ComparedPatches {
  /** The squared difference of each channel, `[n, d]` row-major, of standardised patches. */
  readonly squares: Float32Array;
  /** The marks `[n]`: 1 where something was pasted, 0 where the part is good. */
  readonly pasted: Uint8Array;
  readonly dimensions: number;
}

export interface WeightSettings {
  readonly steps: number;
  readonly learningRate: number;
  /** Weight of the mean squared logarithm of the weights: what keeps them near 1. */
  readonly pull: number;
}

/**
 * The default settings. With a third of this pull or less the weights follow the pasted defects so far that real ones
 * are lost (docs/training.md).
 */
export const weightDefaults: WeightSettings = { steps: 400, learningRate: 0.03, pull: 0.3 };

export interface FittedWeights {
  /** The weights `[d]`, above 0, their mean is 1. */
  readonly weights: Float32Array;
  /** The loss after each step. */
  readonly losses: readonly number[];
}

/**
 * Fits the weights of the channels in the distance to the memory bank, under which pasted defects lie farther from it
 * than good patches do: logistic regression on the weighted distance, with weights `exp(a)`, both classes weighing the
 * same, by Adam on all examples at once. Same examples, same weights.
 */
export async function fitChannelWeights(
  tf: Tf,
  compared: ComparedPatches,
  settings: WeightSettings = weightDefaults,
  watch: { signal?: AbortSignal; onStep?: (step: number, loss: number) => void } = {},
): Promise<FittedWeights> {
  const { dimensions: d, pasted } = compared;
  const squares = tf.tensor2d(compared.squares, [pasted.length, d]);
  const truth = tf.tensor1d(Float32Array.from(pasted));
  const balance = tf.tensor1d(balanced(pasted));
  const logWeights = tf.tidy(() => tf.variable(tf.zeros([d])));
  const scale = tf.tidy(() => tf.variable(tf.scalar(Math.log(startOf(compared)))));
  const offset = tf.tidy(() => tf.variable(tf.scalar(-2)));
  const optimiser = tf.train.adam(settings.learningRate);
  const loss = () => {
    const distances = tf.sqrt(tf.sum(tf.mul(squares, tf.exp(logWeights)), 1));
    const logits = tf.add(tf.mul(tf.exp(scale), distances), offset);
    const entropy = tf.mean(tf.mul(balance, tf.sub(tf.softplus(logits), tf.mul(logits, truth))));
    return tf.add(entropy, tf.mul(settings.pull, tf.mean(tf.square(logWeights)))).asScalar();
  };
  const losses: number[] = [];
  try {
    for (let step = 1; step <= settings.steps; step++) {
      watch.signal?.throwIfAborted();
      const value = optimiser.minimize(loss, true)!;
      losses.push(value.dataSync()[0]!);
      value.dispose();
      watch.onStep?.(step, losses.at(-1)!);
      if (step % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return { weights: ofMeanOne(logWeights.dataSync() as Float32Array), losses };
  } finally {
    tf.dispose([squares, truth, balance, logWeights, scale, offset]);
    optimiser.dispose();
  }
}

/** The mean logit begins at 0. */
function startOf({ squares, pasted }: ComparedPatches): number {
  const d = squares.length / pasted.length;
  let mean = 0;
  for (let at = 0; at < squares.length; at += d)
    mean += Math.sqrt(squares.subarray(at, at + d).reduce((sum, v) => sum + v, 0)) / pasted.length;
  return 2 / Math.max(mean, 1e-12);
}

/** Returns weights of the patches so that either class weighs half. */
function balanced(pasted: Uint8Array): Float32Array {
  const ones = pasted.reduce((sum, one) => sum + one, 0);
  const half = pasted.length / 2;
  return Float32Array.from(pasted, (one) => half / (one === 1 ? ones : pasted.length - ones));
}

function ofMeanOne(logarithms: Float32Array): Float32Array {
  const weights = Float64Array.from(logarithms, Math.exp);
  const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
  return Float32Array.from(weights, (w) => w / mean);
}
