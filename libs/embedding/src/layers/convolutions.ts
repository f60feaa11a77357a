import { z } from 'zod';
import { linear, noPadding, type Convolution, type Pair } from '../network/operations.js';
import { samePadding } from '../network/sizes.js';
import { activation } from './activations.js';
import {
  channelsLast,
  padding,
  pair,
  settingsOf,
  type LayerPlace,
  type LayerRule,
} from './layer-rule.js';

const settings = z.object({
  kernel_size: pair,
  strides: pair.default([1, 1]),
  dilation_rate: pair.default([1, 1]),
  padding: padding.default('valid'),
  data_format: channelsLast,
  use_bias: z.boolean().default(true),
  activation,
  groups: z.literal(1).nullish(),
});
type Settings = z.infer<typeof settings>;

export const convolution: LayerRule = (place) => {
  const asked = settingsOf(place, settings);
  const kernel = place.weight('kernel');
  const bias = biasOf(place, asked, kernel.shape[3]!);
  return [{ ...windowOf(place, asked), kind: 'convolution', kernel, bias }];
};

// TensorFlow's depthwise kernel has no dilation on every processor; none of the networks here dilates.
const depthwiseSettings = settings.extend({
  dilation_rate: pair
    .default([1, 1])
    .refine((rate) => rate.every((n) => n === 1), 'dilated depthwise convolution is not compiled'),
});

export const depthwise: LayerRule = (place) => {
  const asked = settingsOf(place, depthwiseSettings);
  const kernel = place.weight('depthwise_kernel');
  const bias = biasOf(place, asked, kernel.shape[2]! * kernel.shape[3]!);
  return [{ ...windowOf(place, asked), kind: 'depthwise', kernel, bias }];
};

/** A depthwise convolution, then a pointwise one that has the bias and the activation. */
export const separable: LayerRule = (place) => {
  const asked = settingsOf(place, depthwiseSettings);
  const kernel = place.weight('depthwise_kernel');
  const pointwise = place.weight('pointwise_kernel');
  const inner = new Float32Array(kernel.shape[2]! * kernel.shape[3]!);
  const outer = biasOf(place, asked, pointwise.shape[3]!);
  return [
    { ...windowOf(place, asked), kind: 'depthwise', kernel, bias: inner, activation: linear },
    { ...point, kind: 'convolution', kernel: pointwise, bias: outer, activation: asked.activation },
  ];
};

const one: Pair = [1, 1];
/** Strides, dilations and padding of a 1 x 1 convolution. */
export const point = { strides: one, dilations: one, padding: noPadding };

function windowOf(
  place: LayerPlace,
  asked: Settings,
): Omit<Convolution, 'kind' | 'kernel' | 'bias'> {
  const { strides, dilation_rate: dilations, kernel_size: kernel } = asked;
  const around =
    asked.padding === 'same'
      ? samePadding(place.shapes[0]!, kernel, strides, dilations)
      : noPadding;
  return { strides, dilations, padding: around, activation: asked.activation };
}

function biasOf(place: LayerPlace, asked: { use_bias: boolean }, channels: number): Float32Array {
  return asked.use_bias ? place.weight('bias').values : new Float32Array(channels);
}
