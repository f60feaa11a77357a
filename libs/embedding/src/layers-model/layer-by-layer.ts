import type { LayersModel, Tensor4D, Tf } from '#tensors';
import type { Topology } from './topology.js';
import type { WeightSpec, Weights } from './weights.js';

export interface LayerByLayer {
  readonly model: LayersModel;
  /** Returns one map a tap for an input scaled and in the network's colour order, [n, height, width, 3]. */
  run(input: Tensor4D): Tensor4D[];
  dispose(): void;
}

/**
 * Opens the layers above the taps as tfjs itself runs them (`LayersModel.predict`), at one input size: what the
 * compiled network is checked against. One case is wrong in tfjs itself: on WASM (4.22) a 'same' convolution whose
 * stride is larger than its kernel, such as 3 x 3 at stride 4 (1 x 1 is right), so that the check refuses it there.
 */
export async function layerByLayer(
  tf: Tf,
  topology: Topology,
  weights: Weights,
  taps: readonly string[],
  size: { width: number; height: number },
): Promise<LayerByLayer> {
  const modelTopology = modelJson(topology, taps, size);
  const { specs, bytes } = weightsOf(topology, weights);
  const model = await tf.loadLayersModel({
    load: () => Promise.resolve({ modelTopology, weightSpecs: specs, weightData: bytes.buffer }),
  });
  return {
    model,
    run(input) {
      const maps = model.predict(input, { batchSize: input.shape[0] });
      return (Array.isArray(maps) ? maps : [maps]) as Tensor4D[];
    },
    dispose: () => void model.dispose(),
  };
}

/** A functional model of the wanted layers only, with the wanted input size. */
function modelJson(
  topology: Topology,
  taps: readonly string[],
  size: { width: number; height: number },
): { class_name: string; config: object } {
  const layers = [...topology.values()];
  const input = layers.find((layer) => layer.className === 'InputLayer')!;
  const place = (name: string) => [name, 0, 0];
  return {
    class_name: 'Model',
    config: {
      name: 'taps',
      layers: layers.map((layer) => ({
        name: layer.name,
        class_name: layer.className,
        config: layer === input ? inputConfig(input.name, size) : layer.config,
        inbound_nodes:
          layer.inputs.length === 0 ? [] : [layer.inputs.map((name) => [...place(name), {}])],
      })),
      input_layers: [place(input.name)],
      output_layers: taps.map(place),
    },
  };
}

function inputConfig(name: string, { width, height }: { width: number; height: number }): object {
  return { name, batch_input_shape: [null, height, width, 3], dtype: 'float32', sparse: false };
}

const weightNames = [
  'kernel',
  'depthwise_kernel',
  'pointwise_kernel',
  'bias',
  'alpha',
  'gamma',
  'beta',
  'moving_mean',
  'moving_variance',
];

function weightsOf(topology: Topology, weights: Weights) {
  const specs: WeightSpec[] = [];
  const values: Float32Array[] = [];
  for (const layer of topology.values())
    for (const name of weightNames.map((short) => `${layer.name}/${short}`)) {
      if (!weights.has(name)) continue;
      const constant = weights.get(name);
      specs.push({ name, shape: [...constant.shape], dtype: 'float32' });
      values.push(constant.values);
    }
  return { specs, bytes: joined(values) };
}

function joined(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
