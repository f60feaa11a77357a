import { TouchstoneError } from '#contracts';
import type { OnnxRuntime, TensorRuntime } from '#tensors';

/**
 * Returns ONNX Runtime.
 * @throws TouchstoneError engine-absent, with the loader's reason, where ONNX Runtime does not load.
 */
export function requireOnnx(
  { onnx, whyNotOnnx }: Pick<TensorRuntime, 'onnx' | 'whyNotOnnx'>,
  who: string,
): OnnxRuntime {
  if (onnx) return onnx;
  throw new TouchstoneError(
    'engine-absent',
    `${who} needs ONNX Runtime, which does not load here: ${whyNotOnnx}. It comes with the npm package onnxruntime-node ` +
      'for Linux, macOS and Windows on x64 and arm64; "npm run setup" installs it.',
  );
}
