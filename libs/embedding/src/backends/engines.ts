import type { NativeTf, Tensor, Tensor2D, Tensor4D, Tf } from '#tensors';
import { wordAligned, type Embedded, type Engine } from '../backbone.js';
import type { Size } from '../compile.js';
import type { Network } from '../network/operations.js';
import { NetworkRun } from './run-network.js';

// Early maps of a large batch do not fit a processor's cache: MobileNetV2 at 256 x 256 takes 5 to 8 % less
// processor time in slices of 4 than as a whole batch of 8 or 16.
const imagesPerSlice = 4;

/** Loads `saved_model.pb` from `folder`: the whole way from bytes to embeddings in one native call a slice. */
export async function frozenEngine(
  tf: Tf,
  native: NativeTf,
  folder: string,
  size: Size,
): Promise<Engine> {
  const model = await native.loadSavedModel(folder);
  const words = wordAligned(size) / 4;
  const runSlice = (bytes: Uint8Array, from: number, until: number): Embedded => {
    // The graph takes the bytes as 32-bit words: a view, not a conversion.
    const at = bytes.byteOffset + from * words * 4;
    const view = new Int32Array(bytes.buffer, at, (until - from) * words);
    const pixels = tf.tensor2d(view, [until - from, words], 'int32');
    try {
      return embedded(model.predict({ pixels }) as Record<string, Tensor>);
    } finally {
      pixels.dispose();
    }
  };
  return {
    bytesPerImage: words * 4,
    run(bytes, count) {
      const slices = Math.ceil(count / imagesPerSlice);
      const bound = (i: number) => Math.round((i * count) / slices);
      const parts = Array.from({ length: slices }, (_, i) =>
        runSlice(bytes, bound(i), bound(i + 1)),
      );
      return parts.length === 1 ? parts[0]! : joined(tf, parts);
    },
    dispose: () => model.dispose(),
  };
}

function joined(tf: Tf, parts: readonly Embedded[]): Embedded {
  const patches = tf.concat(parts.map((part) => part.patches));
  const image = tf.concat(parts.map((part) => part.image));
  for (const part of parts) tf.dispose([part.patches, part.image]);
  return { patches, image };
}

/** Runs the network operation by operation, where the native library is absent. */
export function operationsEngine(tf: Tf, network: Network, size: Size): Engine {
  const run = new NetworkRun(tf, network);
  const [stride, used] = [wordAligned(size), size.width * size.height * 3];
  return {
    bytesPerImage: stride,
    run(bytes, count) {
      const rows = tf.tidy(() => {
        const all = tf.tensor2d(Float32Array.from(bytes), [count, stride]);
        const images = stride === used ? all : all.slice([0, 0], [-1, used]);
        return images.reshape<never>([count, size.height, size.width, 3]) as Tensor4D;
      });
      try {
        return embedded(run.run(rows));
      } finally {
        rows.dispose();
      }
    },
    dispose: () => run.dispose(),
  };
}

function embedded(outputs: Record<string, Tensor>): Embedded {
  return { patches: outputs['patches'] as Tensor4D, image: outputs['image'] as Tensor2D };
}
