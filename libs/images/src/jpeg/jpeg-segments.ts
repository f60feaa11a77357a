import { endsTooEarly, isDamaged } from '../failures.js';

/** A marker of a JPEG with its parameters (ITU-T T.81, annex B), which are the bytes from `body` to `next`. */
export interface Segment {
  readonly marker: number;
  readonly body: number;
  readonly next: number;
}

export const markers = {
  /** The lowest marker of a segment: lower ones are reserved, or stand alone. */
  first: 0xc0,
  huffmanTables: 0xc4,
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  restartInterval: 0xdd,
  firstRestart: 0xd0,
  lastRestart: 0xd7,
} as const;

/**
 * Reads the segment that begins at a byte.
 * @throws TouchstoneError image-truncated or image-damaged where no whole segment begins there.
 */
export function readSegment(bytes: Buffer, from: number): Segment {
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

/**
 * Tells whether a marker is a start of frame: all of 0xc0 to 0xcf but the Huffman tables, the extension and the
 * arithmetic coding.
 */
export function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

export function isRestart(marker: number): boolean {
  return marker >= markers.firstRestart && marker <= markers.lastRestart;
}

/**
 * Returns where the first marker at or behind `from` begins in coded pixels: 0xff that neither a zero follows, which
 * makes it a byte of the code, nor another 0xff, which makes it padding. The length of the bytes where there is none.
 */
export function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    if (code === undefined) break;
    if (code === 0) at++;
    else if (code !== 0xff) return at;
  }
  return bytes.length;
}
