import type { SymbolicTensor, Tf } from '#tensors';

export type Apply = (tf: Tf, input: SymbolicTensor) => SymbolicTensor;

const layer = (build: (l: Tf['layers']) => { apply(x: SymbolicTensor): unknown }): Apply => {
  return (tf, x) => build(tf.layers).apply(x) as SymbolicTensor;
};

/** Every layer type, with the strides, paddings and options that change its arithmetic. */
export const layerCases: Record<string, Apply> = {
  'Conv2D, same, stride 2': layer((l) =>
    l.conv2d({ filters: 5, kernelSize: 3, strides: 2, padding: 'same' }),
  ),
  'Conv2D, valid, 3 x 2 kernel': layer((l) =>
    l.conv2d({ filters: 4, kernelSize: [3, 2], strides: [1, 2] }),
  ),
  'Conv2D, dilated, no bias': layer((l) =>
    l.conv2d({ filters: 4, kernelSize: 3, dilationRate: 2, padding: 'same', useBias: false }),
  ),
  'Conv2D with an activation inside': layer((l) =>
    l.conv2d({ filters: 4, kernelSize: 1, activation: 'elu' }),
  ),
  'DepthwiseConv2D, multiplier 2, stride 2': layer((l) =>
    l.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, strides: 2, padding: 'same' }),
  ),
  'DepthwiseConv2D, valid, no bias': layer((l) =>
    l.depthwiseConv2d({ kernelSize: 3, useBias: false }),
  ),
  SeparableConv2D: layer((l) =>
    l.separableConv2d({ filters: 6, kernelSize: 3, padding: 'same', activation: 'relu' }),
  ),
  BatchNormalization: layer((l) => l.batchNormalization({ epsilon: 1e-4 })),
  'BatchNormalization without scale and centre': layer((l) =>
    l.batchNormalization({ scale: false, center: false }),
  ),
  ReLU: layer((l) => l.reLU({})),
  'ReLU with a ceiling of 6': layer((l) => l.reLU({ maxValue: 6 })),
  'ReLU with a ceiling of 0.5': layer((l) => l.reLU({ maxValue: 0.5 })),
  LeakyReLU: layer((l) => l.leakyReLU({ alpha: 0.1 })),
  PReLU: layer((l) => l.prelu({ sharedAxes: [1, 2] })),
  ELU: layer((l) => l.elu()),
  Softmax: layer((l) => l.softmax({ axis: -1 })),
  'Activation tanh': layer((l) => l.activation({ activation: 'tanh' })),
  'Activation swish': layer((l) => l.activation({ activation: 'swish' })),
  'Activation selu': layer((l) => l.activation({ activation: 'selu' })),
  'Activation softplus': layer((l) => l.activation({ activation: 'softplus' })),
  'Activation sigmoid': layer((l) => l.activation({ activation: 'sigmoid' })),
  ZeroPadding2D: layer((l) =>
    l.zeroPadding2d({
      padding: [
        [0, 1],
        [2, 1],
      ],
    }),
  ),
  'MaxPooling2D, same': layer((l) => l.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' })),
  'MaxPooling2D, valid': layer((l) => l.maxPooling2d({ poolSize: 2 })),
  'AveragePooling2D, same': layer((l) =>
    l.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
  ),
  'AveragePooling2D, valid': layer((l) => l.averagePooling2d({ poolSize: [2, 3], strides: 1 })),
  Dropout: layer((l) => l.dropout({ rate: 0.9 })),
  Reshape: layer((l) => l.reshape({ targetShape: [-1, 11, 3] })),
  'Dense on a map': layer((l) => l.dense({ units: 4, activation: 'tanh' })),
  GlobalAveragePooling2D: layer((l) => l.globalAveragePooling2d({})),
  GlobalMaxPooling2D: layer((l) => l.globalMaxPooling2d({})),
  'Flatten and Dense': (tf, x) => {
    const flat = tf.layers.flatten().apply(x) as SymbolicTensor;
    return tf.layers.dense({ units: 7, activation: 'relu' }).apply(flat) as SymbolicTensor;
  },
  'Add of two ways': (tf, x) => {
    const a = tf.layers
      .conv2d({ filters: 3, kernelSize: 3, padding: 'same' })
      .apply(x) as SymbolicTensor;
    return tf.layers.add().apply([a, x]) as SymbolicTensor;
  },
  Concatenate: (tf, x) => {
    const a = tf.layers.conv2d({ filters: 2, kernelSize: 1 }).apply(x) as SymbolicTensor;
    return tf.layers.concatenate().apply([x, a]) as SymbolicTensor;
  },
  'Multiply by a vector (squeeze and excite)': (tf, x) => {
    const pooled = tf.layers.globalAveragePooling2d({}).apply(x) as SymbolicTensor;
    const gate = tf.layers
      .dense({ units: 3, activation: 'sigmoid' })
      .apply(pooled) as SymbolicTensor;
    const shaped = tf.layers.reshape({ targetShape: [1, 1, 3] }).apply(gate) as SymbolicTensor;
    return tf.layers.multiply().apply([x, shaped]) as SymbolicTensor;
  },
};
