import type { Tensor, Tf } from '#tensors';
import type { Network, NetworkNode } from '../../libs/embedding/src/network/operations.js';
import { product } from '../../libs/embedding/src/network/sizes.js';

/** Multiply-adds of the convolutions and dense layers for one image. */
export function multiplyAdds(network: Network): number {
  return network.nodes.map(ofNode).reduce((a, b) => a + b, 0);
}

function ofNode({ operation, shape }: NetworkNode): number {
  const { kind } = operation;
  if (kind === 'convolution') return product(shape) * product(operation.kernel.shape.slice(0, 3));
  if (kind === 'depthwise') return product(shape) * product(operation.kernel.shape.slice(0, 2));
  return kind === 'dense' ? product(operation.kernel.shape) : 0;
}

export function giga(count: number): number {
  return count / 1e9;
}

const side = 1024;

/** Measures a plain float32 matrix product of 1024 x 1024, the machine's own yardstick. */
export function matrixProduct(tf: Tf): {
  run(): void;
  gigaMultiplyAdds: number;
  operands: Tensor[];
} {
  const operands = [tf.randomNormal([side, side]), tf.randomNormal([side, side])] as const;
  return {
    gigaMultiplyAdds: giga(side ** 3),
    operands: [...operands],
    run() {
      const result = tf.matMul(...operands);
      result.dataSync();
      result.dispose();
    },
  };
}
