import type { FrozenGraph } from '#tensors';
import { product } from '../network/sizes.js';
import { float, index, sizes } from './graph-parts.js';

/** Returns the number of 32-bit words that the bytes of one image take. */
export function wordsOf(shape: readonly number[]): number {
  return Math.ceil(product(shape) / 4);
}

export function writePixels(graph: FrozenGraph, shape: readonly number[]): string {
  const words = wordsOf(shape);
  const packed = graph.placeholder('pixels', 'int32', [-1, words]);
  const bytes = graph.add('pixels/bytes', 'Bitcast', [packed], {
    T: index,
    type: { type: 'uint8' },
  });
  const flat = graph.add('pixels/flat', 'Reshape', [bytes, sizes(graph, 'pixels', [words * 4])], {
    T: { type: 'uint8' },
    Tshape: index,
  });
  const cut = product(shape) === words * 4 ? flat : writeCut(graph, flat, product(shape));
  const image = graph.add('pixels/image', 'Reshape', [cut, sizes(graph, 'image', shape)], {
    T: { type: 'uint8' },
    Tshape: index,
  });
  return graph.add('pixels/float', 'Cast', [image], { SrcT: { type: 'uint8' }, DstT: float });
}

/** Drops the padding bytes of the last word. */
function writeCut(graph: FrozenGraph, flat: string, bytes: number): string {
  const begin = graph.constant('pixels/begin', Int32Array.of(0, 0));
  const size = graph.constant('pixels/size', Int32Array.of(-1, bytes));
  return graph.add('pixels/cut', 'Slice', [flat, begin, size], {
    T: { type: 'uint8' },
    Index: index,
  });
}
