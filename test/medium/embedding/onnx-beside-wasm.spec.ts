import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { engineFacts, engineSentences, loadTensorRuntime, type SymbolicTensor } from '#tensors';
import { modelOf, writeBackbone } from '../../support/layers-model.js';
import { checkImage, difference } from '../../../libs/embedding/src/check.js';
import { openBackbone } from '../../../libs/embedding/src/open-backbone.js';

// A file of its own: a process has one backend of TensorFlow.
const runtime = await loadTensorRuntime('wasm');

test.skipIf(!runtime.onnx)(
  'where TensorFlow is on WASM, ONNX Runtime comes before it for the CNN',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'touchstone-wasm-'));
    const convolution = {
      name: 'tap',
      filters: 6,
      kernelSize: 3,
      strides: 2,
      padding: 'same' as const,
    };
    const model = modelOf(
      runtime.tf,
      (tf, x) => tf.layers.conv2d(convolution).apply(x) as SymbolicTensor,
      32,
      32,
    );
    await writeBackbone(folder, model, { taps: [{ layer: 'tap' }], gridStride: 2 });
    model.dispose();
    const options = { runtime, cacheFolder: join(folder, 'cache') };
    const [chosen, wasm] = [
      await openBackbone(folder, options),
      await openBackbone(folder, { ...options, engine: 'wasm' }),
    ];
    expect(chosen).toMatchObject({ backend: 'onnx', tensors: 'wasm' });
    expect(wasm).toMatchObject({ backend: 'wasm', hash: chosen.hash });
    const image = [checkImage(chosen.size, 3)];
    expect(difference(chosen.embed(image).patches, wasm.embed(image).patches)).toBeLessThan(1e-5);
    for (const one of [chosen, wasm]) one.dispose();
    await rm(folder, { recursive: true });
  },
);

test.skipIf(!runtime.onnx)(
  'health and log name the engine, its threads, and what is slower',
  () => {
    const facts = engineFacts(runtime);
    expect(facts).toMatchObject({
      backend: 'wasm',
      engine: 'onnx',
      whyNotNative: 'WASM was asked for',
    });
    expect(Number(facts['engineThreads'])).toBeGreaterThan(0);
    expect(facts).not.toHaveProperty('whyNotOnnx');
    const { running, slower } = engineSentences(runtime);
    expect(running).toContain('The CNN runs on ONNX Runtime');
    expect(slower.join()).toMatch(/^The search in memory banks runs on WASM/);
  },
);

test('a wish for TensorFlow is followed', async () => {
  expect((await loadTensorRuntime('wasm', { engine: 'tensorflow' })).engine).toBe('wasm');
});
