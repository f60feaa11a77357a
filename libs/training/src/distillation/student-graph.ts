/** A convolution with TensorFlow's SAME padding, then batch norm or a bias, then ReLU or nothing. */
export interface ConvolutionNode {
  readonly kind: 'convolution';
  readonly name: string;
  readonly from: string;
  readonly kernel: 1 | 3;
  readonly stride: 1 | 2;
  readonly inputs: number;
  readonly filters: number;
  readonly batchNorm: boolean;
  readonly relu: boolean;
}

export interface AddNode {
  readonly kind: 'add';
  readonly name: string;
  readonly from: readonly [string, string];
  readonly relu: boolean;
}

/** Mean over whole 2 x 2 blocks. */
export interface MeanNode {
  readonly kind: 'mean';
  readonly name: string;
  readonly from: string;
}

export type StudentNode = ConvolutionNode | AddNode | MeanNode;

/** The nodes in running order; the first reads `inputName`, the last gives the patch embeddings. */
export type StudentGraph = readonly StudentNode[];

export const inputName = 'image';

export interface StudentWidths {
  readonly stride2: number;
  readonly stride4: number;
  readonly stride8: number;
  readonly stride16: number;
  readonly head: number;
  readonly embedding: number;
}

/** The widths of the small student: 1.5 million parameters, 0.69 billion multiply-adds at 256 x 256. */
export const smallWidths: StudentWidths = {
  stride2: 32,
  stride4: 64,
  stride8: 112,
  stride16: 160,
  head: 320,
  embedding: 128,
};

/**
 * Builds the graph of the student: plain 3 x 3 convolutions to stride 16, one residual block at stride 8, two at 16, a
 * 1 x 1 skip from the 2 x 2 mean of the stride-8 map, and a head of two 1 x 1 convolutions. `[images, h, w, 3]` gives
 * `[images, h / 16, w / 16, embedding]`.
 */
export function studentGraph(widths: StudentWidths): StudentGraph {
  const { stride2, stride4, stride8, stride16, head, embedding } = widths;
  return [
    convolution('stride2', inputName, 2, 3, stride2),
    convolution('stride4', 'stride2', 2, stride2, stride4),
    convolution('stride8', 'stride4', 2, stride4, stride8),
    ...residualBlock('stride8_block1', 'stride8', stride8),
    convolution('stride16', 'stride8_block1', 2, stride8, stride16),
    ...residualBlock('stride16_block1', 'stride16', stride16),
    ...residualBlock('stride16_block2', 'stride16_block1', stride16),
    { kind: 'mean', name: 'skip_mean', from: 'stride8_block1' },
    pointwise('skip', 'skip_mean', stride8, stride16, false),
    { kind: 'add', name: 'joined', from: ['stride16_block2', 'skip'], relu: true },
    pointwise('head', 'joined', stride16, head, true),
    pointwise('embedding', 'head', head, embedding, false),
  ];
}

function residualBlock(name: string, from: string, width: number): StudentNode[] {
  const first = convolution(`${name}_first`, from, 1, width, width);
  const second = convolution(`${name}_second`, first.name, 1, width, width);
  return [
    first,
    { ...second, relu: false },
    { kind: 'add', name, from: [from, second.name], relu: true },
  ];
}

function convolution(
  name: string,
  from: string,
  stride: 1 | 2,
  inputs: number,
  filters: number,
): ConvolutionNode {
  const shape = { kernel: 3, stride, inputs, filters } as const;
  return { kind: 'convolution', name, from, ...shape, batchNorm: true, relu: true };
}

function pointwise(
  name: string,
  from: string,
  inputs: number,
  filters: number,
  relu: boolean,
): ConvolutionNode {
  const shape = { kernel: 1, stride: 1, inputs, filters } as const;
  return { kind: 'convolution', name, from, ...shape, batchNorm: false, relu };
}
