import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LayersModel, Tensor, Tensor4D, TensorRuntime } from '#tensors';
import { packed, wordAligned } from '../../libs/embedding/src/backbone.js';
import { NetworkRun } from '../../libs/embedding/src/backends/run-network.js';
import { writeSavedModel } from '../../libs/embedding/src/backends/write-graph.js';
import { writeOnnx } from '../../libs/embedding/src/backends/write-onnx.js';
import { checkImage, difference } from '../../libs/embedding/src/check.js';
import { addLayers } from '../../libs/embedding/src/layers-model/network-of-layers.js';
import { readTopology, upstreamOf } from '../../libs/embedding/src/layers-model/topology.js';
import { layWeights } from '../../libs/embedding/src/layers-model/weights.js';
import { foldNetwork } from '../../libs/embedding/src/network/fold.js';
import { NetworkBuilder } from '../../libs/embedding/src/network/network-builder.js';
import type { Network } from '../../libs/embedding/src/network/operations.js';
import { savedModel } from './layers-model.js';

const deviation = 64;

/**
 * Compiles a model of one input and one output and gives the largest differences, as shares of the largest
 * value, between `LayersModel.predict` and the compiled network: run operation by operation, and, with the
 * native library, as a frozen graph; with ONNX Runtime, as an ONNX graph. Disposes of the model.
 */
export async function agreement(
  runtime: TensorRuntime,
  model: LayersModel,
): Promise<Record<string, number>> {
  const { tf, native } = runtime;
  const [, height, width] = model.inputs[0]!.shape as [null, number, number];
  const images = [checkImage({ width, height }, 1), checkImage({ width, height }, 3)];
  const pixels = tf.tensor4d(Float32Array.from(images.flatMap((image) => [...image.pixels])), [
    2,
    height,
    width,
    3,
  ]);
  const expected = tf.tidy(() => model.predict(pixels.div(deviation)) as Tensor);
  const network = await compiled(runtime, model, height, width);
  const run = new NetworkRun(tf, network);
  const found = run.run(pixels)['out']!;
  const results: Record<string, number> = { operations: difference(found, expected) };
  run.dispose();
  if (runtime.onnx) results['onnx'] = difference(inOnnx(runtime, network, images), expected);
  if (native) results['frozen'] = difference(await frozen(runtime, network, images), expected);
  tf.dispose([pixels, expected, found]);
  model.dispose();
  return results;
}

async function compiled(
  { tf }: TensorRuntime,
  model: LayersModel,
  height: number,
  width: number,
): Promise<Network> {
  const { topology, json, weights } = await savedModel(model);
  const { weightsManifest } = JSON.parse(json) as {
    weightsManifest: Parameters<typeof layWeights>[1];
  };
  const out = model.outputNames[0]!;
  const builder = new NetworkBuilder();
  const scale = new Float32Array(3).fill(1 / deviation);
  const scaled = builder.add(
    'scaled',
    { kind: 'affine', scale, shift: new Float32Array(3) },
    builder.pixels('pixels', height, width),
  );
  const layers = upstreamOf(readTopology(topology), [out]);
  const nodes = addLayers(builder, scaled, layers, layWeights(tf, weightsManifest, weights));
  return foldNetwork(builder.build({ out: nodes.get(out)! }));
}

function inOnnx(
  { tf, onnx }: TensorRuntime,
  network: Network,
  images: ReturnType<typeof checkImage>[],
): Tensor {
  const session = onnx!.load(writeOnnx(network));
  const { width, height } = images[0]!;
  const values = packed(images, images[0]!, width * height * 3);
  const { out } = session.run({
    pixels: { type: 'uint8', values, shape: [images.length, height, width, 3] },
  });
  session.dispose();
  return tf.tensor(out!.values, [...out!.shape]);
}

async function frozen(
  { tf, native }: TensorRuntime,
  network: Network,
  images: ReturnType<typeof checkImage>[],
): Promise<Tensor4D> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-frozen-'));
  await writeFile(join(folder, 'saved_model.pb'), writeSavedModel(network));
  const loaded = await native!.loadSavedModel(folder);
  const stride = wordAligned(images[0]!);
  const words = new Int32Array(packed(images, images[0]!, stride).buffer);
  const input = tf.tensor2d(words, [images.length, stride / 4], 'int32');
  const output = loaded.predict(input) as Tensor4D;
  input.dispose();
  loaded.dispose();
  await rm(folder, { recursive: true });
  return output;
}
