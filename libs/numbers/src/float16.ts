/** The largest finite float16. */
export const largestFloat16 = 65504;

/** Bits of the float32 numbers 2^16, where float16 ends, and 2^-14, its smallest normal number. */
const [beyond, subnormal] = [0x47800000, 0x38800000];
/** Added to float32 bits: the exponent goes from a bias of 127 to one of 15, half a unit rounds. */
const rebias = 0xc8000fff | 0;

/**
 * Returns the IEEE 754 binary16 of each value, rounded to nearest, ties to even (F. Giesen's bit arithmetic); what is
 * too large becomes the largest finite number, which no embedding we know reaches. Half the bytes of float32 for
 * embeddings that are kept.
 */
export function toFloat16(values: Float32Array): Uint16Array {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  const float = new Float32Array(1);
  const shifted = new Int32Array(float.buffer);
  for (let i = 0; i < bits.length; i++) {
    const sign = (bits[i]! >>> 16) & 0x8000;
    const size = bits[i]! & 0x7fffffff;
    if (size >= beyond) halves[i] = sign | (size > 0x7f800000 ? 0x7e00 : 0x7bff);
    else if (size >= subnormal)
      halves[i] = sign | Math.min((size + rebias + ((size >>> 13) & 1)) >>> 13, 0x7bff);
    else {
      // One half has the last place that subnormal float16 numbers have: the addition rounds.
      float[0] = Math.abs(values[i]!) + 0.5;
      halves[i] = sign | (shifted[0]! - 0x3f000000);
    }
  }
  return halves;
}

/** Returns the float32 numbers that these float16 bits are, exactly. */
export function fromFloat16(halves: Uint16Array): Float32Array {
  const table = (floatOf ??= tableOfAll());
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) values[i] = table[halves[i]!]!;
  return values;
}

/**
 * Returns the values as they come back from float16. Learning rounds every patch before it is used, so that stored
 * embeddings and those fresh from the images make the same model, byte for byte.
 */
export function roundedToFloat16(values: Float32Array): Float32Array {
  return fromFloat16(toFloat16(values));
}

let floatOf: Float32Array | undefined;

function tableOfAll(): Float32Array {
  return Float32Array.from({ length: 65536 }, (_, half) => valueOf(half));
}

function valueOf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(half >>> 10) & 31, half & 1023];
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Returns the float16 bits of the values as little-endian bytes. */
export function float16Bytes(values: Float32Array): Buffer {
  const halves = toFloat16(values);
  return Buffer.from(halves.buffer, halves.byteOffset, halves.byteLength);
}

/** Returns the values of little-endian float16 bytes; a copy, so that alignment does not matter. */
export function float16Values(bytes: Uint8Array): Float32Array {
  return fromFloat16(new Uint16Array(Uint8Array.from(bytes).buffer));
}
