import { endsTooEarly, isDamaged, isNotRead } from '../failures.js';
import type { StoredPicture } from '../decoding/stored-picture.js';

interface Size {
  width: number;
  height: number;
}

/** The bytes of a pixel: libwebp decodes the whole picture at once, with an alpha channel. */
const bytesPerPixel = 4;

/**
 * Checks a WebP's stated length, reads its size, and looks whether the first picture of an animation covers
 * its canvas (RFC 9649): what it does not cover would be filled in.
 * @throws TouchstoneError image-truncated, image-damaged or not-an-image.
 */
export function checkWebp(bytes: Buffer): StoredPicture {
  if (bytes.length < 30) throw endsTooEarly('WebP', 'its header is cut off');
  const needed = 8 + bytes.readUInt32LE(4);
  if (bytes.length < needed)
    throw endsTooEarly('WebP', `it has ${bytes.length} of the ${needed} bytes it states`);
  const size = sizeOf(bytes, bytes.toString('latin1', 12, 16));
  checkFirstPicture(bytes.subarray(0, needed), size);
  return { ...size, decodedBytes: size.width * size.height * bytesPerPixel };
}

function sizeOf(bytes: Buffer, chunk: string): Size {
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

function losslessSize(packed: number): Size {
  return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) };
}

function checkFirstPicture(bytes: Buffer, canvas: Size): void {
  const frame = firstChunk(bytes, 'ANMF');
  if (frame === undefined || bytes.toString('latin1', 12, 16) !== 'VP8X') return;
  if (frame + 12 > bytes.length) throw endsTooEarly('WebP', 'its first picture is cut off');
  const [width, height] = [1 + bytes.readUIntLE(frame + 6, 3), 1 + bytes.readUIntLE(frame + 9, 3)];
  if (width === canvas.width && height === canvas.height) return;
  throw isNotRead(
    `A WebP animation whose first picture covers ${width} x ${height} of ${canvas.width} x ${canvas.height} pixels`,
    'the rest would be filled in: send single pictures',
  );
}

/** Returns the byte at which the body of the first chunk of that name begins; undefined without such a chunk. */
function firstChunk(bytes: Buffer, name: string): number | undefined {
  for (let at = 12; at + 8 <= bytes.length;) {
    if (bytes.toString('latin1', at, at + 4) === name) return at + 8;
    const length = bytes.readUInt32LE(at + 4);
    at += 8 + length + (length % 2);
  }
  return undefined;
}
