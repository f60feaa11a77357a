import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadTensorRuntime, type SymbolicTensor } from '#tensors';
import { layerCases } from '../../../../test/support/layer-cases.js';
import { agreement } from '../../../../test/support/agreement.js';
import { modelOf } from '../../../../test/support/layers-model.js';
import { runs, study } from '../../../../test/support/study.js';

const runtime = await loadTensorRuntime();
const { tf } = runtime;
test.each(Object.entries(layerCases))(
  '%s gives what LayersModel.predict gives',
  async (_, apply) => {
    const differences = await agreement(runtime, modelOf(tf, apply, 13, 11));
    for (const difference of Object.values(differences)) expect(difference).toBeLessThan(1e-5);
  },
);

const block = fc.record({
  kind: fc.constantFrom('convolution', 'depthwise', 'padded', 'residual', 'pool'),
  norm: fc.boolean(),
  activation: fc.constantFrom('none', 'relu', 'relu6'),
  stride: fc.constantFrom(1, 2),
  padding: fc.constantFrom('same' as const, 'valid' as const),
});
type Block = typeof block extends fc.Arbitrary<infer T> ? T : never;

function addBlock(
  x: SymbolicTensor,
  { kind, norm, activation, stride, padding }: Block,
): SymbolicTensor {
  const l = tf.layers;
  const channels = x.shape[3]!;
  const apply = (layer: { apply(x: SymbolicTensor | SymbolicTensor[]): unknown }, to = x) =>
    layer.apply(to) as SymbolicTensor;
  const convolve = (filters: number, strides = stride) =>
    l.conv2d({ filters, kernelSize: 3, strides, padding, useBias: !norm });
  let y = x;
  if (kind === 'convolution') y = apply(convolve(4));
  if (kind === 'depthwise')
    y = apply(l.depthwiseConv2d({ kernelSize: 3, strides: stride, padding }));
  if (kind === 'padded') y = apply(convolve(5), apply(l.zeroPadding2d({ padding: 1 })));
  if (kind === 'residual') {
    const way = apply(l.conv2d({ filters: channels, kernelSize: 3, padding: 'same' }));
    y = l.add().apply([way, x]) as SymbolicTensor;
  }
  if (kind === 'pool') y = apply(l.maxPooling2d({ poolSize: 2, strides: stride, padding }));
  if (norm) y = apply(l.batchNormalization(), y);
  if (activation !== 'none') y = apply(l.reLU(activation === 'relu6' ? { maxValue: 6 } : {}), y);
  return y;
}

test('random small networks of one to five blocks agree at odd sizes', study, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(block, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 40, max: 53 }),
      fc.integer({ min: 40, max: 53 }),
      async (blocks, height, width) => {
        const model = modelOf(tf, (_, input) => blocks.reduce(addBlock, input), height, width);
        const differences = await agreement(runtime, model);
        for (const difference of Object.values(differences)) expect(difference).toBeLessThan(1e-4);
      },
    ),
    runs(8, 50),
  );
});
