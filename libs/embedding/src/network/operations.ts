/** A weight: float32 values, row-major. */
export interface Constant {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A pair of numbers, [vertical, horizontal]. */
export type Pair = readonly [number, number];

export type Activation =
  | { readonly kind: 'linear' }
  /** The activation min(max(x, 0), ceiling). */
  | { readonly kind: 'relu'; readonly ceiling: number }
  | { readonly kind: 'leaky-relu'; readonly slope: number }
  | {
      readonly kind: 'elu' | 'selu' | 'sigmoid' | 'softplus' | 'tanh' | 'softmax' | 'swish';
    };

export interface Convolution {
  /** A `depthwise` kernel is [height, width, channels, multiplier]; an ordinary one [height, width, in, out]. */
  readonly kind: 'convolution' | 'depthwise';
  readonly kernel: Constant;
  readonly bias: Float32Array;
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly padding: Padding;
  readonly activation: Activation;
}

export interface Dense {
  readonly kind: 'dense';
  /** The kernel [in, out]. */
  readonly kernel: Constant;
  readonly bias: Float32Array;
  readonly activation: Activation;
}

export interface Pool {
  readonly kind: 'pool';
  readonly method: 'maximum' | 'mean';
  readonly size: Pair;
  readonly strides: Pair;
  /** The padding: `same` leaves cells beyond the border out of the mean. */
  readonly padding: 'same' | 'valid';
}

/** The operation that a node of the network computes; maps are [height, width, channels], the batch comes before. */
export type Operation =
  /** The pixels, RGB, 0 to 255. */
  | { readonly kind: 'pixels' }
  /** A map that comes from outside of the network: what an imported network gives at a tap. */
  | { readonly kind: 'given' }
  | Convolution
  | Dense
  | Pool
  /** The operation scale x + shift per channel. */
  | { readonly kind: 'affine'; readonly scale: Float32Array; readonly shift: Float32Array }
  | { readonly kind: 'activation'; readonly activation: Activation }
  /** Slopes of the negative side, broadcast over the map. */
  | { readonly kind: 'prelu'; readonly slopes: Constant }
  | { readonly kind: 'pad'; readonly padding: Padding }
  /** The maximum or mean over the whole map: [height, width, channels] to [channels]. */
  | { readonly kind: 'global'; readonly method: 'maximum' | 'mean' }
  | { readonly kind: 'add' | 'multiply' }
  /** The maps joined along the channels. */
  | { readonly kind: 'concatenate' }
  | { readonly kind: 'reshape'; readonly shape: readonly number[] }
  /** The map resized, bilinear, with the centres of the corner pixels half a pixel inside. */
  | { readonly kind: 'resize'; readonly rows: number; readonly columns: number }
  | { readonly kind: 'reverse-channels' }
  /** The operation x / |x| along the channels. */
  | { readonly kind: 'unit-length' };

export interface NetworkNode {
  readonly name: string;
  readonly operation: Operation;
  readonly inputs: readonly string[];
  /** The shape of the value, without the batch. */
  readonly shape: readonly number[];
}

/** A network in an order in which every node comes after its inputs; sizes are fixed, the batch is not. */
export interface Network {
  readonly nodes: readonly NetworkNode[];
  /** Nodes that are asked for, by the name the caller uses. */
  readonly outputs: Readonly<Record<string, string>>;
}

export const linear: Activation = { kind: 'linear' };
export const noPadding: Padding = { top: 0, bottom: 0, left: 0, right: 0 };
