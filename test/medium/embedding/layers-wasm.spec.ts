import { expect, test } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import { agreement } from '../../support/agreement.js';
import { layerCases } from '../../support/layer-cases.js';
import { modelOf } from '../../support/layers-model.js';

// A file of its own: a process has one backend.
const runtime = await loadTensorRuntime('wasm');

test.each(Object.entries(layerCases))('%s on WASM', async (_, apply) => {
  const { operations } = await agreement(runtime, modelOf(runtime.tf, apply, 13, 11));
  expect(operations).toBeLessThan(1e-5);
});
