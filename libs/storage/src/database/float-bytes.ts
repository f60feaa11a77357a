/** Returns a vector as little-endian float32, as the records keep vectors. */
export function bytesOf(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** Returns the vector of stored bytes; a copy, so that the numbers lie at an address that float32 needs. */
export function floatsOf(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
