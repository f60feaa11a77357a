import { z } from 'zod';
import { settingsOf, unsupported, type LayerRule } from './layer-rule.js';

const settings = z.object({
  axis: z.union([z.int(), z.tuple([z.int()]).transform(([axis]) => axis)]).default(-1),
  epsilon: z.number().default(1e-3),
  scale: z.boolean().default(true),
  center: z.boolean().default(true),
});

/**
 * Applies batch normalisation at inference: scale x + shift with the moving statistics (Ioffe and Szegedy 2015,
 * algorithm 2): scale = gamma / sqrt(variance + epsilon), shift = beta - mean * scale.
 */
export const batchNormalization: LayerRule = (place) => {
  const asked = settingsOf(place, settings);
  if (asked.axis !== -1 && asked.axis !== place.shapes[0]!.length)
    throw unsupported(place.layer, `its axis ${asked.axis} is not the channels'`);
  const mean = place.weight('moving_mean').values;
  const variance = place.weight('moving_variance').values;
  const gamma = asked.scale ? place.weight('gamma').values : undefined;
  const beta = asked.center ? place.weight('beta').values : undefined;
  const scale = variance.map((v, i) => (gamma?.[i] ?? 1) / Math.sqrt(v + asked.epsilon));
  const shift = mean.map((m, i) => (beta?.[i] ?? 0) - m * scale[i]!);
  return [{ kind: 'affine', scale, shift }];
};
