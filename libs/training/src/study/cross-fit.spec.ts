import { describe, expect, test } from 'vitest';
import { vectorsOf } from '#analysis';
import { loadTensorRuntime } from '#tensors';
import { fittingDefaults, objectiveDefaults } from '../fitting/settings.js';
import type { Tools } from '../kinds/station-images.js';
import { crossFit, type CrossFitTask } from './cross-fit.js';

const runtime = await loadTensorRuntime();
// The backbone is asked for nothing: the images are described already.
const tools = { runtime } as Tools;
const [inputs, views, items] = [12, 2, 60];

/** Two kinds, told apart by one channel of twelve; the labels of the others are drawn. */
function taskOf(labels: readonly string[]): CrossFitTask {
  let state = 7;
  const noise = () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  const values = Float32Array.from({ length: items * views * inputs }, (_, at) => {
    const item = Math.floor(at / (views * inputs));
    return at % inputs === 0 ? 2 * (item % 2) - 1 : 4 * noise();
  });
  const base = vectorsOf(Array.from({ length: items }, () => new Float32Array(inputs)));
  const shape = { inputs, hidden: null, dimensions: 4, l2Norm: true };
  const settings = { ...fittingDefaults, objective: objectiveDefaults['cross-entropy'], shape, epochs: 15, batch: 32, learningRate: 2e-2 }; // prettier-ignore
  return { described: { inputs, items, views, values, base }, labels, settings, identity: 'drawn' };
}

describe('crossFit', () => {
  test('finds on images it did not learn from what tells kinds apart, and its loss falls', async () => {
    const labels = Array.from({ length: items }, (_, i) => (i % 2 ? 'a' : 'b'));
    const found = await crossFit(taskOf(labels), 3, tools);
    expect(found.keptEpochs).toHaveLength(3);
    expect(found.lastLoss).toBeLessThan(found.firstLoss);
    expect(found.trained.precisionAt5).toBeGreaterThan(found.untrained.precisionAt5 + 0.2);
  });

  test('finds nothing where labels say nothing: what judges is not learned from', async () => {
    const labels = Array.from({ length: items }, (_, i) => ((i * 7919) % 61) % 2 ? 'a' : 'b'); // prettier-ignore
    const { trained, lastLoss, firstLoss } = await crossFit(taskOf(labels), 3, tools);
    expect(lastLoss).toBeLessThan(firstLoss);
    expect(trained.precisionAt5).toBeLessThan(0.65);
  });
});
