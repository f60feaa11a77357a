import { z } from 'zod';
import type { Constant, Operation } from '../network/operations.js';
import { activation } from './activations.js';
import { point } from './convolutions.js';
import { settingsOf, unsupported, type LayerRule } from './layer-rule.js';

const settings = z.object({ use_bias: z.boolean().default(true), activation });

/** A vector by a matrix; on a map, the same for every place, which is a 1 x 1 convolution. */
export const dense: LayerRule = (place) => {
  const asked = settingsOf(place, settings);
  const kernel = place.weight('kernel');
  const [inputs, units] = kernel.shape as [number, number];
  const shape = place.shapes[0]!;
  if (shape.at(-1) !== inputs)
    throw unsupported(
      place.layer,
      `it takes ${inputs} numbers and gets ${shape.at(-1)}; it ties the network to the size it was trained at`,
    );
  const bias = asked.use_bias ? place.weight('bias').values : new Float32Array(units);
  return [denseOrPointwise(shape.length, kernel, bias, asked.activation)];
};

/**
 * Returns a dense layer, or a pointwise convolution on a map: `kernel` is [in, out]; `rank` that of the input without
 * the batch.
 */
export function denseOrPointwise(
  rank: number,
  kernel: Constant,
  bias: Float32Array,
  after: z.output<typeof activation>,
): Operation {
  if (rank === 1) return { kind: 'dense', kernel, bias, activation: after };
  const pointwise = { shape: [1, 1, ...kernel.shape], values: kernel.values };
  return { ...point, kind: 'convolution', kernel: pointwise, bias, activation: after };
}
