import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FrozenGraph } from './frozen-graph.js';
import { loadTensorRuntime, type Tensor } from './tensor-runtime.js';

const runtime = await loadTensorRuntime();
const { native, tf } = runtime;

test.skipIf(!native)('a product and a maximum give what TensorFlow.js gives [native]', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-graph-'));
  const graph = new FrozenGraph();
  const input = graph.placeholder('x', 'float32', [-1, 3]);
  const matrix = graph.constant('matrix', Float32Array.of(1, 2, 3, 4, 5, 6), [3, 2]);
  const product = graph.add('product', 'MatMul', [input, matrix], { T: { type: 'float32' } });
  const largest = graph.add('largest', 'Max', [product, graph.constant('axis', Int32Array.of(1))], {
    T: { type: 'float32' },
    Tidx: { type: 'int32' },
    keep_dims: { truth: false },
  });
  const bytes = graph.toSavedModel(
    [{ name: 'x', node: input, type: 'float32', shape: [-1, 3] }],
    [{ name: 'y', node: largest, type: 'float32', shape: [-1] }],
  );
  await writeFile(join(folder, 'saved_model.pb'), bytes);
  const model = await native!.loadSavedModel(folder);
  const x = tf.tensor2d([1, 0, 0, 0, 1, 1], [2, 3]);
  const y = model.predict(x) as Tensor;
  expect([...(await y.data())]).toEqual([2, 10]);
  tf.dispose([x, y]);
  model.dispose();
  await rm(folder, { recursive: true });
});

test('names that TensorFlow refuses or that are taken become others', () => {
  const graph = new FrozenGraph();
  expect(graph.constant('a layer/kernel', Float32Array.of(1))).toBe('a_layer/kernel');
  expect(graph.constant('a layer/kernel', Float32Array.of(1))).toBe('a_layer/kernel_1');
  expect(graph.constant('_1', Float32Array.of(1))).toBe('n_1');
});
