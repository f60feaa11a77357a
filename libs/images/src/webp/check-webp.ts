import { endsTooEarly, isDamaged } from '../failures.js';
import type { StoredSize } from '../stored-size.js';

/**
 * Checks a WebP's stated length and reads its size (RFC 9649).
 * @throws TouchstoneError image-truncated or image-damaged.
 */
export function checkWebp(bytes: Buffer): StoredSize {
  if (bytes.length < 30) throw endsTooEarly('WebP', 'its header is cut off');
  const needed = 8 + bytes.readUInt32LE(4);
  if (bytes.length < needed)
    throw endsTooEarly('WebP', `it has ${bytes.length} of the ${needed} bytes it states`);
  return storedSize(bytes, bytes.toString('latin1', 12, 16));
}

function storedSize(bytes: Buffer, chunk: string): StoredSize {
  switch (chunk) {
    case 'VP8X':
      return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
    case 'VP8L':
      return losslessSize(bytes.readUInt32LE(21));
    case 'VP8 ':
      return {
        width: bytes.readUInt16LE(26) & 0x3fff,
        height: bytes.readUInt16LE(28) & 0x3fff,
      };
    default:
      throw isDamaged('WebP', `its first chunk is "${chunk}"`);
  }
}

function losslessSize(packed: number): StoredSize {
  return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) };
}
