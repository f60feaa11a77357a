import type { Convolution, Dense, Network, NetworkNode, Operation } from './operations.js';

/**
 * Returns the same network in fewer operations: batch norm (any affine) folded into the convolution or dense layer
 * before it, activations into what they follow, zero padding and input scaling into the convolution after them. A node
 * that is an output, or that two nodes read, keeps its own value.
 */
export function foldNetwork(network: Network): Network {
  const folded = new Map<string, NetworkNode>();
  const moved = new Map<string, string>();
  const readOnce = namesReadOnce(network);
  for (const node of network.nodes) {
    const inputs = node.inputs.map((input) => moved.get(input) ?? input);
    const before = inputs.length === 1 ? folded.get(inputs[0]!) : undefined;
    const merged =
      before && readOnce.has(node.inputs[0]!) ? merge(before.operation, node.operation) : undefined;
    if (!before || !merged) {
      folded.set(node.name, { ...node, inputs });
      continue;
    }
    folded.delete(before.name);
    folded.set(node.name, { ...node, operation: merged, inputs: before.inputs });
    moved.set(before.name, node.name);
  }
  return { nodes: [...folded.values()], outputs: network.outputs };
}

/** Nodes with one reader, that nobody asked for: only these may vanish. */
function namesReadOnce(network: Network): Set<string> {
  const readers = new Map<string, number>();
  const count = (name: string) => readers.set(name, (readers.get(name) ?? 0) + 1);
  network.nodes.forEach((node) => node.inputs.forEach(count));
  Object.values(network.outputs).forEach(count);
  const asked = new Set(Object.values(network.outputs));
  return new Set(
    [...readers].filter(([name, n]) => n === 1 && !asked.has(name)).map(([name]) => name),
  );
}

/** Returns one operation for two in a row, where there is one. */
function merge(first: Operation, second: Operation): Operation | undefined {
  const weighted =
    first.kind === 'convolution' || first.kind === 'depthwise' || first.kind === 'dense';
  if (weighted && first.activation.kind === 'linear') {
    if (second.kind === 'affine') return scaled(first, second.scale, second.shift);
    // Softmax looks along the channels: it stays an operation of its own.
    if (second.kind === 'activation' && second.activation.kind !== 'softmax')
      return { ...first, activation: second.activation };
  }
  if (first.kind === 'affine' && (second.kind === 'convolution' || second.kind === 'depthwise'))
    // Only a shift would change what zero padding means.
    return first.shift.every((value) => value === 0) ? scaledInput(first.scale, second) : undefined;
  if (first.kind === 'pad' && (second.kind === 'convolution' || second.kind === 'depthwise'))
    return unpadded(second) ? { ...second, padding: first.padding } : undefined;
  return undefined;
}

function unpadded({ padding }: Convolution): boolean {
  return padding.top + padding.bottom + padding.left + padding.right === 0;
}

/** scale (W x + b) + shift = (scale W) x + (scale b + shift); out channels are a kernel's last axes. */
function scaled<T extends Convolution | Dense>(
  operation: T,
  scale: Float32Array,
  shift: Float32Array,
): T {
  const { kernel, bias } = operation;
  const channels = scale.length;
  const values = kernel.values.map((w, i) => w * scale[i % channels]!);
  return {
    ...operation,
    kernel: { shape: kernel.shape, values },
    bias: bias.map((b, i) => b * scale[i]! + shift[i]!),
  };
}

/** W (scale x) = (W scale) x; in channels are a kernel's third axis. */
function scaledInput(scale: Float32Array, operation: Convolution): Convolution {
  const { shape, values } = operation.kernel;
  const [, , channels, last] = shape as [number, number, number, number];
  const scaledValues = values.map((w, i) => w * scale[Math.floor(i / last) % channels]!);
  return { ...operation, kernel: { shape, values: scaledValues } };
}
