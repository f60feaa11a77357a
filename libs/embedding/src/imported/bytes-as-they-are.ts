import type { BackboneManifest } from '#contracts';
import { numbersOf, type NodeProto, type OnnxModel, type TensorProto } from '#tensors';
import type { OnnxPixels } from './onnx-pixels.js';

/**
 * Finds the operation that turns the scaled picture into bytes, where that gives each pixel's own byte back: scaling
 * and turning may then be left out. Undefined where anything else reads the picture or one byte would be another.
 */
export function bytesAsTheyAre(
  { graph }: OnnxModel,
  { name, channelsLast }: OnnxPixels,
  { scaling, colourOrder }: BackboneManifest,
): NodeProto | undefined {
  const readers = graph.node.filter(({ input }) => input.includes(name));
  const [reader] = readers;
  if (readers.length !== 1 || reader!.opType !== 'QuantizeLinear') return undefined;
  const [scale, zero] = reader!.input.slice(1).map((of) => constantOf(graph.initializer, of));
  if (scale === undefined || zero === undefined || channelsLast || colourOrder !== 'rgb')
    return undefined;
  const same = scaling.mean.every((mean, c) =>
    isIdentity(mean, scaling.deviation[c]!, scale, zero),
  );
  return same ? reader : undefined;
}

/** Tells whether every byte comes back, in the float32 that the graph computes in. */
function isIdentity(mean: number, deviation: number, scale: number, zero: number): boolean {
  const by = Math.fround(1 / deviation);
  return Array.from({ length: 256 }, (_, byte) => byte).every((byte) => {
    const scaled = Math.fround(Math.fround(byte - Math.fround(mean)) * by);
    return Math.round(scaled / scale) + zero === byte;
  });
}

function constantOf(constants: readonly TensorProto[], wanted: string): number | undefined {
  const tensor = constants.find(({ name }) => name === wanted);
  if (tensor === undefined) return undefined;
  // The bytes' zero is one byte, their scale a float.
  return tensor.rawData.length === 1 ? tensor.rawData[0] : numbersOf(tensor)[0];
}
