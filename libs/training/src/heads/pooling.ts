/** The way in which a map of patches becomes one vector. */
export type Pooling = 'gap' | 'gmp' | 'flatten';

/**
 * Pools patches `[places, dimensions]`, row-major, to one vector: their mean (`gap`), their maximum channel by channel
 * (`gmp`), both `[dimensions]`, or all of them (`flatten`, `[places * dimensions]`, for a dense layer).
 */
export function pooled(patches: Float32Array, dimensions: number, pooling: Pooling): Float32Array {
  if (pooling === 'flatten') return patches.slice();
  const places = patches.length / dimensions;
  const vector = new Float32Array(dimensions);
  for (let c = 0; c < dimensions; c++) {
    let [sum, most] = [0, -Infinity];
    for (let at = c; at < patches.length; at += dimensions) {
      sum += patches[at]!;
      most = Math.max(most, patches[at]!);
    }
    vector[c] = pooling === 'gap' ? sum / places : most;
  }
  return vector;
}
