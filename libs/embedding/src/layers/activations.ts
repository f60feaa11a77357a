import { z } from 'zod';
import { type Activation, linear } from '../network/operations.js';
import { settingsOf, unsupported, type LayerRule } from './layer-rule.js';

const named: Readonly<Record<string, Activation>> = {
  linear,
  relu: { kind: 'relu', ceiling: Infinity },
  relu6: { kind: 'relu', ceiling: 6 },
  elu: { kind: 'elu' },
  selu: { kind: 'selu' },
  sigmoid: { kind: 'sigmoid' },
  softplus: { kind: 'softplus' },
  tanh: { kind: 'tanh' },
  softmax: { kind: 'softmax' },
  swish: { kind: 'swish' },
  silu: { kind: 'swish' },
};

/** An activation by its Keras name; a layer without one is linear. */
export const activation = z
  .string()
  .nullish()
  .transform((name, context): Activation => {
    const known = named[name ?? 'linear'];
    if (known) return known;
    context.addIssue(`"${name}" is not one of ${Object.keys(named).join(', ')}`);
    return z.NEVER;
  });

export const activationLayer: LayerRule = (place) => [
  { kind: 'activation', ...settingsOf(place, z.object({ activation })) },
];

const noThreshold = z.literal(0).nullish();
const reluSettings = z.object({
  max_value: z.number().positive().nullish(),
  negative_slope: noThreshold,
  threshold: noThreshold,
});

export const relu: LayerRule = (place) => {
  const ceiling = settingsOf(place, reluSettings).max_value ?? Infinity;
  return [{ kind: 'activation', activation: { kind: 'relu', ceiling } }];
};

export const leakyRelu: LayerRule = (place) => {
  const { alpha } = settingsOf(place, z.object({ alpha: z.number().default(0.3) }));
  return [{ kind: 'activation', activation: { kind: 'leaky-relu', slope: alpha } }];
};

export const prelu: LayerRule = (place) => [{ kind: 'prelu', slopes: place.weight('alpha') }];

export const elu: LayerRule = (place) => {
  settingsOf(place, z.object({ alpha: z.literal(1).nullish() }));
  return [{ kind: 'activation', activation: { kind: 'elu' } }];
};

export const softmax: LayerRule = (place) => {
  // The default is tfjs's own.
  const { axis } = settingsOf(place, z.object({ axis: z.int().default(1) }));
  if (axis !== -1 && axis !== place.shapes[0]!.length)
    throw unsupported(place.layer, `its axis ${axis} is not the channels'`);
  return [{ kind: 'activation', activation: { kind: 'softmax' } }];
};
