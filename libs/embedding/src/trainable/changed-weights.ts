import { createHash } from 'node:crypto';
import type { Tf } from '#tensors';
import type { LayersModelFiles } from '../folder/backbone-files.js';
import { layWeights } from '../layers-model/weights.js';

/** A LayersModel as bytes. */
export interface ModelBytes {
  readonly json: Buffer;
  /** The bytes of weights.bin, float32. */
  readonly weights: Buffer;
  /** The SHA-256 of both, as a backbone's manifest has it. */
  readonly sha256: string;
}

/**
 * Returns the same network with other numbers in some weights, by their names in model.json. The topology and all other
 * weights stay; quantised ones become the float32 that they stood for.
 * @throws RangeError for a weight that is not there or has another length.
 */
export function changedWeights(
  tf: Tf,
  { topology, groups, bytes }: LayersModelFiles,
  changed: ReadonlyMap<string, Float32Array>,
): ModelBytes {
  const known = layWeights(tf, groups, bytes);
  const specs = groups.flatMap(({ weights }) => weights);
  const missing = [...changed.keys()].filter((name) => !known.has(name));
  if (missing.length > 0) throw new RangeError(`there is no weight ${missing.join(', ')}`);
  const values = specs.map(({ name }) => sameLength(name, known.get(name).values, changed.get(name))); // prettier-ignore
  const listed = specs.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));
  const weightsManifest = [{ paths: ['weights.bin'], weights: listed }];
  const model = { format: 'layers-model', modelTopology: topology, weightsManifest };
  const json = Buffer.from(`${JSON.stringify(model)}\n`);
  const weights = Buffer.concat(values.map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength))); // prettier-ignore
  const sha256 = createHash('sha256').update(json).update(weights).digest('hex');
  return { json, weights, sha256 };
}

function sameLength(name: string, old: Float32Array, next: Float32Array | undefined): Float32Array {
  if (next !== undefined && next.length !== old.length)
    throw new RangeError(`${name} has ${old.length} numbers, not ${next.length}`);
  return next ?? old;
}
