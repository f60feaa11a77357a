import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import type { Tf } from '#tensors';
import type { Constant } from '../network/operations.js';

export const weightSpec = z.object({
  name: z.string(),
  shape: z.array(z.int().min(0)),
  dtype: z.enum(['float32', 'int32', 'bool']),
  quantization: z
    .object({
      dtype: z.enum(['uint8', 'uint16', 'float16']),
      scale: z.number().optional(),
      min: z.number().optional(),
    })
    .optional(),
});
export type WeightSpec = z.infer<typeof weightSpec>;

export const weightGroup = z.object({
  paths: z.array(z.string().min(1)).min(1),
  weights: z.array(weightSpec),
});
export type WeightGroup = z.infer<typeof weightGroup>;

/** The weights of a LayersModel, decoded one at a time when asked for. */
export interface Weights {
  has(name: string): boolean;
  /** Returns the weight of that name. @throws TouchstoneError backbone-invalid when there is no such weight. */
  get(name: string): Constant;
}

const widths = { float32: 4, int32: 4, bool: 1, uint8: 1, uint16: 2, float16: 2 };

/**
 * Lays a weights manifest over the bytes of its shards (the groups' shards one after the other).
 * @throws TouchstoneError backbone-invalid when bytes are missing or left over.
 */
export function layWeights(tf: Tf, groups: readonly WeightGroup[], bytes: Uint8Array): Weights {
  const places = new Map<string, { spec: WeightSpec; from: number; until: number }>();
  let at = 0;
  for (const spec of groups.flatMap((group) => group.weights)) {
    const until = at + bytesOf(spec);
    places.set(spec.name, { spec, from: at, until });
    at = until;
  }
  if (at !== bytes.byteLength) throw wrongLength(at, bytes.byteLength);
  return {
    has: (name) => places.has(name),
    get(name) {
      const place = places.get(name);
      if (!place) throw noSuchWeight(name);
      return decode(tf, place.spec, bytes.subarray(place.from, place.until));
    },
  };
}

/** Returns the bytes that a weight takes in its file. */
export function bytesOf({ quantization, dtype, shape }: WeightSpec): number {
  return widths[quantization?.dtype ?? dtype] * shape.reduce((a, b) => a * b, 1);
}

/** tfjs's own decoder, so that quantised weights mean the same here and there. */
function decode(tf: Tf, spec: WeightSpec, bytes: Uint8Array): Constant {
  // A copy of its own: the bytes are a view, and the decoder reads a whole ArrayBuffer.
  const decoded = tf.io.decodeWeights(Uint8Array.from(bytes).buffer, [spec])[spec.name]!;
  const values = Float32Array.from(decoded.dataSync());
  decoded.dispose();
  return { shape: spec.shape, values };
}

function wrongLength(expected: number, found: number): TouchstoneError {
  return new TouchstoneError(
    'backbone-invalid',
    `The weight files have ${found} bytes; model.json lays out ${expected}. ` +
      'A file is truncated or belongs to another model: fetch the backbone again.',
  );
}

function noSuchWeight(name: string): TouchstoneError {
  return new TouchstoneError(
    'backbone-invalid',
    `model.json lists no weight "${name}", which the network needs; its weightsManifest does not belong to its topology.`,
  );
}
