import { TouchstoneError, type BackboneManifest } from '#contracts';
import { readOnnxModel, type OnnxRuntime, type OnnxValue, type Tensor4D, type Tf } from '#tensors';
import type { Size } from '../compile.js';
import { onnxPixels, refuseOtherSize, type OnnxPixels } from './onnx-pixels.js';

/** A network's taps by the graph as it lies. */
export interface LyingTaps {
  /** The shapes of the taps' values for one image, batch first. */
  readonly shapes: readonly (readonly number[])[];
  /** The milliseconds that the first image took. */
  readonly milliseconds: number;
  /** Tells whether the network takes one image at a time only. */
  readonly oneByOne: boolean;
  /** Returns each tap's values for an input scaled and in the network's colour order, [n, height, width, 3]. */
  run(input: Tensor4D): OnnxValue[];
  dispose(): void;
}

/**
 * Loads an ONNX network whose outputs are the taps, without optimisations, and runs one grey image of this size.
 * @throws TouchstoneError backbone-invalid where ONNX Runtime does not take or run it, in its words.
 */
export function tapsAsTheyLie(
  tf: Tf,
  onnx: OnnxRuntime,
  bytes: Uint8Array,
  { taps }: Pick<BackboneManifest, 'taps'>,
  size: Size,
): LyingTaps {
  const pixels = onnxPixels(readOnnxModel(bytes));
  refuseOtherSize(pixels, size);
  const session = inItsWords(() => onnx.load(bytes, { optimised: false }));
  const run = (input: Tensor4D) => {
    const fed = feedsOf(input, pixels);
    const parts = fed.map((feeds) => inItsWords(() => session.run(feeds)));
    return taps.map(({ layer }) => joined(parts.map((part) => part[layer]!)));
  };
  const start = performance.now();
  const grey: Tensor4D = tf.zeros([1, size.height, size.width, 3]);
  const first = run(grey);
  tf.dispose(grey);
  const milliseconds = performance.now() - start;
  const shapes = first.map(({ shape }) => shape);
  const oneByOne = pixels.batch === 1;
  return { shapes, milliseconds, oneByOne, run, dispose: () => session.dispose() };
}

/** Returns what the network is fed with: all images at once, or each alone where it takes one at a time. */
function feedsOf(input: Tensor4D, { name, channelsLast, batch }: OnnxPixels) {
  const [count, height, width] = input.shape;
  const laid = channelsLast ? input : input.transpose<Tensor4D>([0, 3, 1, 2]);
  const values = laid.dataSync() as Float32Array;
  if (laid !== input) laid.dispose();
  const calls = batch === 1 ? count : 1;
  const size = values.length / calls;
  const axes = channelsLast ? [height, width, 3] : [3, height, width];
  return Array.from({ length: calls }, (_, i): Record<string, OnnxValue> => {
    const part = values.subarray(i * size, (i + 1) * size);
    return { [name]: { type: 'float32', values: part, shape: [count / calls, ...axes] } };
  });
}

function joined(parts: readonly OnnxValue[]): OnnxValue {
  const [first] = parts as [OnnxValue];
  if (parts.length === 1) return first;
  const values = Float32Array.from(parts.flatMap((part) => [...part.values]));
  return { type: 'float32', values, shape: [parts.length, ...first.shape.slice(1)] };
}

function inItsWords<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const [words] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new TouchstoneError('backbone-invalid', `ONNX Runtime cannot run the network: ${words}`, {
      cause,
    });
  }
}
