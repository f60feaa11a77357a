import { createHash } from 'node:crypto';
import { z } from 'zod';
import { TouchstoneError, backboneManifest, type BackboneManifest } from '#contracts';
import type { ProjectionWeights } from '../network/embedding-head.js';
import { parseJson, readPart } from './backbone-files.js';

/**
 * The manifest of a backbone folder.
 * @throws TouchstoneError backbone-invalid naming the member that is wrong.
 */
export async function readBackboneManifest(folder: string): Promise<BackboneManifest> {
  const parsed = backboneManifest.safeParse(
    parseJson(await readPart(folder, 'manifest.json'), `${folder}/manifest.json`),
  );
  if (parsed.success) return parsed.data;
  throw new TouchstoneError(
    'backbone-invalid',
    `${folder}/manifest.json does not describe a backbone: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`,
    { cause: parsed.error },
  );
}

/**
 * The numbers of a projection `z = W v + b`: a file of little-endian float32, W [dimensions, inputs] row by
 * row, then b [dimensions]. Gives W transposed, [inputs, dimensions], as a dense layer has it.
 * @throws TouchstoneError backbone-invalid when the file's hash or length is another.
 */
export async function readProjection(
  folder: string,
  wanted: { dimensions: number; weights: string; sha256: string } | undefined,
  inputs: number,
): Promise<ProjectionWeights | undefined> {
  if (!wanted) return undefined;
  const bytes = await readPart(folder, wanted.weights);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== wanted.sha256)
    throw refused(wanted.weights, `has the SHA-256 ${found}; the manifest says ${wanted.sha256}`);
  const expected = 4 * wanted.dimensions * (inputs + 1);
  if (bytes.byteLength !== expected)
    throw refused(
      wanted.weights,
      `has ${bytes.byteLength} bytes; ${wanted.dimensions} x ${inputs} weights and ${wanted.dimensions} biases take ${expected}`,
    );
  const numbers = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + expected),
  );
  return transposed(numbers, inputs, wanted.dimensions);
}

function transposed(numbers: Float32Array, inputs: number, dimensions: number): ProjectionWeights {
  const values = new Float32Array(inputs * dimensions);
  for (let z = 0; z < dimensions; z++)
    for (let v = 0; v < inputs; v++) values[v * dimensions + z] = numbers[z * inputs + v]!;
  const bias = numbers.slice(inputs * dimensions);
  return { kernel: { shape: [inputs, dimensions], values }, bias };
}

function refused(file: string, why: string): TouchstoneError {
  return new TouchstoneError('backbone-invalid', `The projection file ${file} ${why}.`);
}
