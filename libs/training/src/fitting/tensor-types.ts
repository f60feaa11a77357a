import type { Tf } from '#tensors';

export type Tensor = InstanceType<Tf['Tensor']>;
export type Scalar = ReturnType<Tf['scalar']>;
export type Tensor1D = ReturnType<Tf['tensor1d']>;
/** A tensor `[rows, columns]`. */
export type Tensor2D = ReturnType<Tf['tensor2d']>;
/** A tensor `[images, rows, columns, channels]`. */
export type Tensor4D = ReturnType<Tf['tensor4d']>;
export type Variable = ReturnType<Tf['variable']>;
/** A Keras-like network of TensorFlow.js, with save and load. */
export type LayersModel = ReturnType<Tf['model']>;
