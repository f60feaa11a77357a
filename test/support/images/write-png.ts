import { crc32, deflateSync } from 'node:zlib';

export interface PngKind {
  width: number;
  height: number;
  /** The colour type: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  colourType: 0 | 2 | 3 | 4 | 6;
  bits: 8 | 16;
  /** The header's field for how the pixels are interlaced. */
  interlaced?: boolean;
  palette?: readonly number[];
  /** Body of a tRNS chunk. */
  transparency?: readonly number[];
  /** Samples in order of rows, pixels, channels. */
  samples: ArrayLike<number>;
}

/** Writes a PNG the slow, obvious way. */
export function writePng(kind: PngKind): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(kind.width, 0);
  header.writeUInt32BE(kind.height, 4);
  header.set([kind.bits, kind.colourType, 0, 0, kind.interlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...(kind.palette ? [chunk('PLTE', Buffer.from(kind.palette))] : []),
    ...(kind.transparency ? [chunk('tRNS', Buffer.from(kind.transparency))] : []),
    chunk('IDAT', deflateSync(rows(kind))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Each row has a filter byte before it: none. */
function rows({ height, bits, samples }: PngKind): Buffer {
  const perRow = samples.length / height;
  const lines = Array.from({ length: height }, (_, y) => {
    const line = Buffer.alloc(1 + perRow * (bits / 8));
    for (let i = 0; i < perRow; i++) {
      const sample = samples[y * perRow + i]!;
      if (bits === 8) line[1 + i] = sample;
      else line.writeUInt16BE(sample, 1 + i * 2);
    }
    return line;
  });
  return Buffer.concat(lines);
}
