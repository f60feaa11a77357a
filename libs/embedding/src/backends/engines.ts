import type { NativeTf, Tensor, Tensor2D, Tensor4D, Tf } from '#tensors';
import { bytesPerImage, type Embedded, type Engine } from '../backbone.js';
import type { Size } from '../compile.js';
import type { Network } from '../network/operations.js';
import { NetworkRun } from './run-network.js';

/** Loads `saved_model.pb` from `folder`: the whole way from bytes to embeddings in one native call. */
export async function frozenEngine(
  tf: Tf,
  native: NativeTf,
  folder: string,
  size: Size,
): Promise<Engine> {
  const model = await native.loadSavedModel(folder);
  const words = bytesPerImage(size) / 4;
  return {
    run(bytes, count) {
      // The graph takes the bytes as 32-bit words: a view, not a conversion.
      const view = new Int32Array(bytes.buffer, bytes.byteOffset, count * words);
      const pixels = tf.tensor2d(view, [count, words], 'int32');
      try {
        return embedded(model.predict({ pixels }) as Record<string, Tensor>);
      } finally {
        pixels.dispose();
      }
    },
    dispose: () => model.dispose(),
  };
}

/** Runs the network operation by operation, where the native library is absent. */
export function operationsEngine(tf: Tf, network: Network, size: Size): Engine {
  const run = new NetworkRun(tf, network);
  const [stride, used] = [bytesPerImage(size), size.width * size.height * 3];
  return {
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
