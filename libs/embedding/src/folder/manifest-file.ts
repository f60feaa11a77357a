import { createHash } from 'node:crypto';
import { z } from 'zod';
import { TouchstoneError, backboneManifest, type BackboneManifest } from '#contracts';
import type { ProjectionLayer, ProjectionWeights } from '../network/embedding-head.js';
import { parseJson, readPart } from './backbone-files.js';

/**
 * Reads the manifest of a backbone folder.
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
 * Reads the numbers of a projection: a file of little-endian float32, of each layer W [outputs, inputs] row by row,
 * then b [outputs]. Gives each W transposed, [inputs, outputs], as a dense layer has it.
 * @throws TouchstoneError backbone-invalid when the file's hash or length is another.
 */
export async function readProjection(
  folder: string,
  wanted: Projection | undefined,
  inputs: number,
): Promise<ProjectionWeights | undefined> {
  if (!wanted) return undefined;
  const bytes = await readPart(folder, wanted.weights);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== wanted.sha256)
    throw refused(wanted.weights, `has the SHA-256 ${found}; the manifest says ${wanted.sha256}`);
  const widths = [inputs, ...(wanted.hidden ? [wanted.hidden] : []), wanted.dimensions];
  const expected = 4 * widths.slice(1).reduce((sum, out, i) => sum + out * (widths[i]! + 1), 0);
  if (bytes.byteLength !== expected)
    throw refused(
      wanted.weights,
      `has ${bytes.byteLength} bytes; weights and biases from ${widths.join(' to ')} take ${expected}`,
    );
  const numbers = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + expected),
  );
  return layersIn(numbers, widths);
}

/** Returns what a projection gives for one vector, computed in float64. */
export function projectVector(layers: ProjectionWeights, vector: Float32Array): Float32Array {
  return layers.reduce((input, { kernel, bias }, i) => {
    const [inputs, outputs] = kernel.shape as [number, number];
    const sums = Float64Array.from(bias);
    for (let v = 0; v < inputs; v++) {
      const value = i > 0 ? Math.max(0, input[v]!) : input[v]!;
      for (let z = 0; z < outputs; z++) sums[z]! += value * kernel.values[v * outputs + z]!;
    }
    return Float32Array.from(sums);
  }, vector);
}

type Projection = NonNullable<BackboneManifest['projection']>;

function layersIn(numbers: Float32Array, widths: readonly number[]): ProjectionWeights {
  let start = 0;
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i]!;
    const layer = transposed(numbers.slice(start, start + outputs * (inputs + 1)), inputs, outputs);
    start += outputs * (inputs + 1);
    return layer;
  });
}

function transposed(numbers: Float32Array, inputs: number, dimensions: number): ProjectionLayer {
  const values = new Float32Array(inputs * dimensions);
  for (let z = 0; z < dimensions; z++)
    for (let v = 0; v < inputs; v++) values[v * dimensions + z] = numbers[z * inputs + v]!;
  const bias = numbers.slice(inputs * dimensions);
  return { kernel: { shape: [inputs, dimensions], values }, bias };
}

function refused(file: string, why: string): TouchstoneError {
  return new TouchstoneError('backbone-invalid', `The projection file ${file} ${why}.`);
}
