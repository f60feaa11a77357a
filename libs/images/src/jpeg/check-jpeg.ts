import { endsTooEarly, isDamaged } from '../failures.js';
import type { StoredSize } from '../stored-size.js';

const startOfScan = 0xda;
const endOfImage = Buffer.from([0xff, 0xd9]);

/**
 * Walks a JPEG's segments up to its first scan (ITU-T T.81, annex B) and looks for its end mark.
 * @throws TouchstoneError image-truncated or image-damaged.
 */
export function checkJpeg(bytes: Buffer): StoredSize {
  let size: StoredSize | undefined;
  for (let at = 2; ;) {
    const { marker, body, next } = readSegment(bytes, at);
    if (isFrame(marker)) size = frameSize(bytes, body);
    if (marker === startOfScan) {
      checkEnd(bytes, next);
      break;
    }
    at = next;
  }
  if (!size) throw isDamaged('JPEG', 'a scan comes before the size of the frame');
  return size;
}

function readSegment(bytes: Buffer, from: number): { marker: number; body: number; next: number } {
  let at = from;
  if (at < bytes.length && bytes[at] !== 0xff)
    throw isDamaged('JPEG', `byte ${at} should begin a segment`);
  // Any number of 0xff may stand before a marker as padding.
  while (bytes[at] === 0xff) at++;
  if (at + 3 > bytes.length) throw endsTooEarly('JPEG', 'there are no pixels, only a header');
  const next = at + 1 + bytes.readUInt16BE(at + 1);
  if (next < at + 3) throw isDamaged('JPEG', `the segment at byte ${from} has no length`);
  if (next > bytes.length) throw endsTooEarly('JPEG', 'a segment of its header is cut off');
  return { marker: bytes[at]!, body: at + 3, next };
}

/** Start of frame: all of 0xc0 to 0xcf but the Huffman tables, the extension and the arithmetic coding. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function frameSize(bytes: Buffer, body: number): StoredSize {
  if (body + 5 > bytes.length) throw endsTooEarly('JPEG', 'the size of the frame is cut off');
  return { width: bytes.readUInt16BE(body + 3), height: bytes.readUInt16BE(body + 1) };
}

// Cameras pad behind the end mark, so it is searched for; an end mark before the scan is a preview's.
function checkEnd(bytes: Buffer, scan: number): void {
  if (bytes.lastIndexOf(endOfImage) < scan)
    throw endsTooEarly('JPEG', 'its end mark (EOI) is missing');
}
