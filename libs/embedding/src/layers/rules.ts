import { activationLayer, elu, leakyRelu, prelu, relu, softmax } from './activations.js';
import { convolution, depthwise, separable } from './convolutions.js';
import { dense } from './dense.js';
import type { LayerRule } from './layer-rule.js';
import { batchNormalization } from './normalization.js';
import { averagePooling, globalAveragePooling, globalMaxPooling, maxPooling } from './pooling.js';
import { add, concatenate, flatten, multiply, passedBy, reshape, zeroPadding } from './shapes.js';

/** Every layer type that compiles; `InputLayer` is the pixels. */
export const layerRules: ReadonlyMap<string, LayerRule> = new Map([
  ['Activation', activationLayer],
  ['Add', add],
  ['AveragePooling2D', averagePooling],
  ['BatchNormalization', batchNormalization],
  ['Concatenate', concatenate],
  ['Conv2D', convolution],
  ['Dense', dense],
  ['DepthwiseConv2D', depthwise],
  ['Dropout', passedBy],
  ['ELU', elu],
  ['Flatten', flatten],
  ['GaussianDropout', passedBy],
  ['GaussianNoise', passedBy],
  ['GlobalAveragePooling2D', globalAveragePooling],
  ['GlobalMaxPooling2D', globalMaxPooling],
  ['LeakyReLU', leakyRelu],
  ['MaxPooling2D', maxPooling],
  ['Multiply', multiply],
  ['PReLU', prelu],
  ['ReLU', relu],
  ['Reshape', reshape],
  ['SeparableConv2D', separable],
  ['Softmax', softmax],
  ['SpatialDropout2D', passedBy],
  ['ZeroPadding2D', zeroPadding],
]);
