import { createHash } from 'node:crypto';
import { TouchstoneError, type BackboneManifest } from '#contracts';
import { readPart } from './backbone-files.js';

/**
 * Reads the bytes of a folder's model.onnx.
 * @throws TouchstoneError backbone-invalid when it is not there or not the one that the manifest was written for.
 */
export async function readOnnxNetwork(
  folder: string,
  { name, sha256 }: BackboneManifest,
): Promise<Uint8Array> {
  const bytes = await readPart(folder, 'model.onnx');
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found === sha256) return bytes;
  throw new TouchstoneError(
    'backbone-invalid',
    `model.onnx of backbone "${name}" in ${folder} has the SHA-256 ${found}; its manifest says ${sha256}. ` +
      'The file is truncated or was altered: import the backbone again.',
  );
}
