import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTensorRuntime } from '#tensors';
import type { Checkpoint } from './checkpoint.js';
import { saveModelFiles } from './model-files.js';
import { nativeKernels, type Moments } from './native-kernels.js';
import { randomOf } from '#numbers';
import { distillationDefaults } from './settings.js';
import { studentModel } from './student-export.js';
import { studentForward, studentScaling } from './student-forward.js';
import { smallWidths, studentGraph } from './student-graph.js';
import { initialParameters } from './student-parameters.js';
import { initialValues } from './student-state.js';
import type { Tensor1D, Tensor4D } from '../fitting/tensor-types.js';

interface ModelJson {
  modelTopology: object;
  weightsManifest: { weights: WeightSpecs }[];
}
type WeightSpecs = Parameters<typeof tf.io.decodeWeights>[1];

const { tf, backend } = await loadTensorRuntime();
const widths = { stride2: 4, stride4: 6, stride8: 8, stride16: 10, head: 12, embedding: 7 };
const settings = { ...distillationDefaults, widths };

/** A checkpoint whose running moments are those of this batch, so that both ways must agree. */
function trainedOn(pixels: Tensor4D): { checkpoint: Checkpoint; output: Tensor4D } {
  const graph = studentGraph(widths);
  const random = randomOf(5);
  const weights = initialParameters(graph, 3).map((value) => value + 0.1 * random.normal());
  const moments: Moments[] = [];
  const vector: Tensor1D = tf.tensor1d(weights);
  const output = studentForward(tf, nativeKernels(tf), graph, vector, pixels, (one) =>
    moments.push(one),
  );
  const means = Float32Array.from(moments.flatMap(({ mean }) => mean.arraySync()));
  const variances = Float32Array.from(moments.flatMap(biasedVariance));
  const values = { ...initialValues(settings), averageWeights: weights, means, variances };
  const inputs = { teacher: '', images: '' };
  const statistics = { mean: [], deviation: [] };
  return { checkpoint: { step: 1, settings, inputs, statistics, values }, output };
}

/** The kernel reports n / (n - 1) times the variance that it divides by; n is images x cells. */
function biasedVariance({ variance }: Moments, node: number): number[] {
  const strides = [2, 4, 8, 8, 8, 16, 16, 16, 16, 16];
  const count = 8 * (64 / strides[node]!) ** 2;
  return variance.arraySync().map((value) => (value * (count - 1)) / count);
}

const scaled = (pixels: Tensor4D) =>
  pixels.sub<Tensor4D>(studentScaling.mean).div<Tensor4D>(studentScaling.deviation);

describe.skipIf(backend !== 'native')('studentModel (needs the native library)', () => {
  const pixels: Tensor4D = tf.randomUniform([8, 64, 64, 3], 0, 255, 'float32', 1);

  it('with batch norm folded in gives what the training network gave', () => {
    const { checkpoint, output } = trainedOn(pixels);
    const served = studentModel(tf, checkpoint).predict(scaled(pixels)) as Tensor4D;
    expect(served.shape).toEqual([8, 4, 4, 7]);
    expect(served.sub(output).abs().max().arraySync()).toBeLessThan(1e-4);
  });
});

describe('the saved student', () => {
  const values = initialValues({ ...settings, widths: smallWidths });
  const checkpoint: Checkpoint = {
    step: 0,
    settings: { ...settings, widths: smallWidths },
    inputs: { teacher: '', images: '' },
    statistics: { mean: [], deviation: [] },
    values,
  };

  it('loads again with equal outputs at any size, in ordinary layers, in under 8 MB', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'student-'));
    const model = studentModel(tf, checkpoint);
    const { weightBytes } = await saveModelFiles(tf, model, folder);
    expect(weightBytes).toBeLessThan(8e6);
    const text = await readFile(join(folder, 'model.json'), 'utf8');
    const { modelTopology, weightsManifest } = JSON.parse(text) as ModelJson;
    const weights = await readFile(join(folder, 'weights.bin'));
    const loaded = await tf.loadLayersModel(
      tf.io.fromMemory({
        modelTopology,
        weightSpecs: weightsManifest[0]!.weights,
        weightData: Uint8Array.from(weights).buffer,
      }),
    );
    const types = new Set(loaded.layers.map((layer) => layer.getClassName()));
    expect([...types].sort()).toEqual(['Add', 'AveragePooling2D', 'Conv2D', 'InputLayer', 'ReLU']);
    const input = tf.randomUniform([1, 96, 64, 3], -1, 1, 'float32', 1);
    const [expected, got] = [model, loaded].map((one) => one.predict(input) as Tensor4D);
    expect(got!.shape).toEqual([1, 6, 4, 128]);
    expect(got!.sub(expected!).abs().max().arraySync()).toBe(0);
    await rm(folder, { recursive: true });
  });
});
