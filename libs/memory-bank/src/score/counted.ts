/** Returns the values that a mask leaves (row-major; 1 where a patch counts), or all where there is no mask. */
export function counted(values: Float32Array, mask: Uint8Array | null): Float32Array {
  return mask ? values.filter((_, place) => mask[place] === 1) : values;
}
