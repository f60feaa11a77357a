import type { OnnxSession, Tensor2D, Tensor4D, Tf } from '#tensors';
import type { Engine } from '../backbone.js';
import type { Size } from '../compile.js';

// Measured at 256 x 256 on two cores: larger slices are no faster and take more memory.
const imagesPerSlice = 4;

/** Runs a compiled ONNX graph: the whole way from bytes to embeddings in one native call a slice. */
export function onnxEngine(
  tf: Tf,
  session: OnnxSession,
  { width, height }: Size,
  slice = imagesPerSlice,
): Engine {
  const stride = width * height * 3;
  const runSlice = (bytes: Uint8Array, from: number, until: number) => {
    const values = bytes.subarray(from * stride, until * stride);
    const shape = [until - from, height, width, 3];
    const { patches, image } = session.run({ pixels: { type: 'uint8', values, shape } });
    return { patches: patches!, image: image! };
  };
  return {
    bytesPerImage: stride,
    run(bytes, count) {
      const slices = Math.ceil(count / slice);
      const bound = (i: number) => Math.round((i * count) / slices);
      const parts = Array.from({ length: slices }, (_, i) =>
        runSlice(bytes, bound(i), bound(i + 1)),
      );
      const joined = (of: 'patches' | 'image') => {
        const shape = [count, ...parts[0]![of].shape.slice(1)];
        return tf.tensor(join(parts.map((part) => part[of].values as Float32Array)), shape);
      };
      return { patches: joined('patches') as Tensor4D, image: joined('image') as Tensor2D };
    },
    dispose: () => session.dispose(),
  };
}

function join(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
