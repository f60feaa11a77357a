import { endsTooEarly, isDamaged, isNotRead } from '../failures.js';
import type { Segment } from './jpeg-segments.js';

/** A colour of a JPEG: how many of its blocks lie beside and below each other in a unit. */
export interface JpegComponent {
  readonly id: number;
  readonly across: number;
  readonly down: number;
}

export interface JpegFrame {
  readonly width: number;
  readonly height: number;
  readonly components: readonly JpegComponent[];
  readonly progressive: boolean;
  readonly arithmetic: boolean;
}

const instead = 'write baseline or progressive JPEG with 8 bits a sample';
/** The names of JPEG's other processes, by start of frame (ITU-T T.81, table B.1; 0xf7 is JPEG-LS, ITU-T T.87). */
const processes: ReadonlyMap<number, string> = new Map([
  [0xc3, 'A lossless JPEG'],
  [0xc5, 'A hierarchical JPEG'],
  [0xc6, 'A hierarchical JPEG'],
  [0xc7, 'A hierarchical lossless JPEG'],
  [0xcb, 'A lossless arithmetic JPEG'],
  [0xcd, 'A hierarchical arithmetic JPEG'],
  [0xce, 'A hierarchical arithmetic JPEG'],
  [0xcf, 'A hierarchical lossless JPEG'],
  [0xde, 'A hierarchical JPEG'],
  [0xf7, 'A JPEG-LS picture'],
]);

/** Refuses a process that is not read. @throws TouchstoneError not-an-image for a process that is not read. */
export function refuseProcess(marker: number): void {
  const process = processes.get(marker);
  if (process !== undefined) throw isNotRead(process, instead);
}

/**
 * Reads the header of a frame.
 * @throws TouchstoneError image-truncated, image-damaged, or not-an-image for a kind that is not read.
 */
export function readFrame(bytes: Buffer, { marker, body, next }: Segment): JpegFrame {
  if (body + 6 > next) throw endsTooEarly('JPEG', 'the size of the frame is cut off');
  const precision = bytes[body]!;
  if (precision !== 8) throw isNotRead(`A JPEG with ${precision} bits a sample (${precision} bit)`, instead); // prettier-ignore
  const count = bytes[body + 5]!;
  if (body + 6 + count * 3 > next) throw isDamaged('JPEG', 'its colours are cut off');
  if (![1, 3, 4].includes(count)) throw isNotRead(`A JPEG with ${count} colours a pixel`, instead);
  return {
    width: bytes.readUInt16BE(body + 3),
    height: bytes.readUInt16BE(body + 1),
    components: Array.from({ length: count }, (_, i) => component(bytes, body + 6 + i * 3)),
    progressive: marker === 0xc2 || marker === 0xca,
    arithmetic: marker > 0xc8,
  };
}

function component(bytes: Buffer, at: number): JpegComponent {
  const [across, down] = [bytes[at + 1]! >> 4, bytes[at + 1]! & 15];
  if (across < 1 || across > 4 || down < 1 || down > 4)
    throw isDamaged('JPEG', `a colour has ${across} x ${down} blocks in a unit`);
  return { id: bytes[at]!, across, down };
}
