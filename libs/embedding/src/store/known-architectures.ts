import type { Tap } from '#contracts';
import { readTopology, type Topology } from '../layers-model/topology.js';

/** The scaling (pixel - mean) / deviation, RGB, pixels 0 to 255. */
export interface Scaling {
  mean: [number, number, number];
  deviation: [number, number, number];
}

/** Scalings by the names that people know them under. */
export const scalings = {
  /** The scaling of TensorFlow: MobileNet, Inception. */
  '[-1,1]': { mean: [127.5, 127.5, 127.5], deviation: [127.5, 127.5, 127.5] },
  '[0,1]': { mean: [0, 0, 0], deviation: [255, 255, 255] },
  /** The scaling of torchvision: mean .485 .456 .406, deviation .229 .224 .225 of [0, 1]. */
  imagenet: { mean: [123.675, 116.28, 103.53], deviation: [58.395, 57.12, 57.375] },
  /** The scaling of Caffe: the mean only; its networks want BGR. */
  caffe: { mean: [123.68, 116.779, 103.939], deviation: [1, 1, 1] },
} satisfies Record<string, Scaling>;

/** An architecture that a network's layer names give away, and what is known of it. */
export interface Architecture {
  readonly title: string;
  readonly taps: readonly Tap[];
  readonly scaling: keyof typeof scalings;
  readonly colourOrder: 'rgb' | 'bgr';
}

interface Known extends Omit<Architecture, 'taps'> {
  /** A network is this one when it has the first of each tap's names that exists, and all of `also`. */
  readonly taps: readonly (readonly string[])[];
  readonly also: readonly string[];
}

// The taps: the last layer at stride 8 and one at stride 16; of MobileNetV2 the pair that was measured best
// (design: blocks 5 and 10).
const known: readonly Known[] = [
  {
    title: 'MobileNetV2',
    taps: [['block_5_add'], ['block_10_project_BN', 'block_10_project']],
    also: ['block_16_project'],
    scaling: '[-1,1]',
    colourOrder: 'rgb',
  },
  {
    title: 'MobileNet v1',
    taps: [['conv_pw_5_relu'], ['conv_pw_11_relu']],
    also: ['conv_dw_13'],
    scaling: '[-1,1]',
    colourOrder: 'rgb',
  },
  {
    title: 'ResNet-18 or -34 of torchvision',
    taps: [['layer2_1'], ['layer3_1']],
    also: ['layer1_1', 'conv1'],
    scaling: 'imagenet',
    colourOrder: 'rgb',
  },
  {
    title: 'ResNet-50 of Keras',
    taps: [['conv3_block4_out'], ['conv4_block6_out']],
    also: ['conv1_conv', 'conv1_bn'],
    scaling: 'caffe',
    colourOrder: 'bgr',
  },
  {
    title: 'VGG of Keras',
    taps: [['block3_pool'], ['block4_pool']],
    also: ['block1_conv1', 'block5_conv3'],
    scaling: 'caffe',
    colourOrder: 'bgr',
  },
];

/** Returns the architecture that the layers' names give away, or undefined. */
export function architectureOf(modelTopology: unknown): Architecture | undefined {
  const topology = readTopology(modelTopology);
  for (const candidate of known) {
    const taps = candidate.taps.map((names) => names.find((name) => topology.has(name)));
    if (taps.every((tap) => tap !== undefined) && hasAll(topology, candidate.also)) {
      const { title, scaling, colourOrder } = candidate;
      return {
        title,
        scaling,
        colourOrder,
        taps: taps.map((layer) => ({ layer, resize: 'mean' })),
      };
    }
  }
  return undefined;
}

function hasAll(topology: Topology, names: readonly string[]): boolean {
  return names.every((name) => topology.has(name));
}
