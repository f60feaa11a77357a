import { numbersOf, type NodeProto, type OnnxGraph, type TensorProto } from '#tensors';
import { weightSteps, type ByteWeights } from './steps.js';

/** Writes the constants of an operation as integers that are turned back where they are read. */
export class ByteWeightWriter {
  readonly #graph: OnnxGraph;
  readonly #constants: ReadonlyMap<string, TensorProto>;
  readonly #most: number;

  constructor(graph: OnnxGraph, constants: ReadonlyMap<string, TensorProto>, most: number) {
    this.#graph = graph;
    this.#constants = constants;
    this.#most = most;
  }

  /** Writes the kernel and, where there is one, the bias of an operation whose input has steps of `inputScale`. */
  write(node: NodeProto, kernel: string, bias: string | undefined, inputScale: number): string[] {
    const tensor = this.#constants.get(kernel)!;
    const shape = tensor.dims.map(Number);
    const axis = channelAxis(node);
    const weights = this.#steps(tensor, shape, axis);
    const scales = this.#graph.constant(`${kernel}/scales`, weights.scales);
    const bytes = this.#graph.constant(`${kernel}/bytes`, weights.values, shape);
    const back = this.#graph.add(`${kernel}/back`, 'DequantizeLinear', [bytes, scales], { axis });
    if (bias === undefined || bias === '') return [back];
    return [back, this.#writeBias(bias, weights.scales, inputScale)];
  }

  #steps(tensor: TensorProto, shape: readonly number[], axis: number): ByteWeights {
    const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
    const channels = shape[axis]!;
    const channelOf = (i: number) => Math.floor(i / inner) % channels;
    return weightSteps(numbersOf(tensor), channels, channelOf, this.#most);
  }

  /** Sums of products are counted in steps of the input's times the kernel's, so the bias is too. */
  #writeBias(bias: string, kernelScales: Float32Array, inputScale: number): string {
    const scales = kernelScales.map((scale) => scale * inputScale);
    const numbers = numbersOf(this.#constants.get(bias)!);
    const steps = Int32Array.from(numbers, (value, c) => Math.round(value / scales[c]!));
    const by = this.#graph.constant(`${bias}/scales`, scales);
    const whole = this.#graph.constant(`${bias}/steps`, steps);
    return this.#graph.add(`${bias}/back`, 'DequantizeLinear', [whole, by], { axis: 0 });
  }
}

/** The axis of the output channels: the first of a convolution's kernel, the last of a matrix [in, out]. */
function channelAxis({ opType, attribute }: NodeProto): number {
  if (opType === 'Conv') return 0;
  const turned = attribute.some(({ name, i }) => name === 'transB' && Number(i) === 1);
  return turned ? 0 : 1;
}
