import { expect, test } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import { randomOf } from '#numbers';
import { fitChannelWeights, weightDefaults, type ComparedPatches } from './channel-weights.js';

const { tf } = await loadTensorRuntime();

/** Channel 0 tells pasted ones, channel 1 is larger in good ones, channel 2 says nothing. */
function examples(count: number): ComparedPatches {
  const random = randomOf(1, 6, 1);
  const pasted = Uint8Array.from({ length: count }, (_, i) => (i % 4 === 0 ? 1 : 0));
  const squares = new Float32Array(count * 3);
  pasted.forEach((one, i) =>
    squares.set(
      [
        random.between(0, 1) + 2 * one,
        random.between(0, 2) * (one ? 0.3 : 1),
        random.between(0, 1),
      ],
      i * 3,
    ),
  );
  return { squares, pasted, dimensions: 3 };
}

test('the loss falls, what tells pasted ones weighs more, what misleads weighs less', async () => {
  const before = tf.memory().numTensors;
  const settings = { ...weightDefaults, steps: 150 };
  const { weights, losses } = await fitChannelWeights(tf, examples(400), settings);
  expect(losses).toHaveLength(settings.steps);
  expect(losses.at(-1)!).toBeLessThan(0.8 * losses[0]!);
  expect(weights[0]!).toBeGreaterThan(weights[2]!);
  expect(weights[2]!).toBeGreaterThan(weights[1]!);
  expect((weights[0]! + weights[1]! + weights[2]!) / 3).toBeCloseTo(1, 5);
  expect(tf.memory().numTensors).toBe(before);
});

test('the loss is the cross-entropy of both halves and the pull', async () => {
  const compared = examples(40);
  const { losses } = await fitChannelWeights(tf, compared, { ...weightDefaults, steps: 1 });
  const distances = Array.from({ length: 40 }, (_, i) =>
    Math.sqrt(compared.squares.subarray(i * 3, i * 3 + 3).reduce((sum, v) => sum + v, 0)),
  );
  const scale = (2 * 40) / distances.reduce((sum, v) => sum + v, 0);
  const entropies = [0, 0];
  compared.pasted.forEach((one, i) => {
    const logit = scale * distances[i]! - 2;
    const share = compared.pasted.filter((other) => other === one).length;
    entropies[one]! += (Math.log1p(Math.exp(logit)) - logit * one) / share;
  });
  expect(losses[0]!).toBeCloseTo((entropies[0]! + entropies[1]!) / 2, 5);
});

test('a stronger pull keeps the weights nearer to 1; a stop ends it and leaves no tensor', async () => {
  const spread = async (pull: number) => {
    const { weights } = await fitChannelWeights(tf, examples(200), {
      ...weightDefaults,
      pull,
      steps: 50,
    });
    return Math.max(...weights) / Math.min(...weights);
  };
  expect(await spread(3)).toBeLessThan(await spread(0.03));
  const before = tf.memory().numTensors;
  const stop = new AbortController();
  const fitting = fitChannelWeights(tf, examples(40), weightDefaults, {
    signal: stop.signal,
    onStep: (step) => step === 5 && stop.abort(new Error('enough')),
  });
  await expect(fitting).rejects.toThrow('enough');
  expect(tf.memory().numTensors).toBe(before);
});
