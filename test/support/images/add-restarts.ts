import type { RgbImage } from '../../../libs/images/src/rgb-image.js';
import { open } from './paint.js';

const startOfScan = Buffer.from([0xff, 0xda]);
const rowsEach = 8;

/**
 * Returns a baseline JPEG with a restart mark behind every row of its units: strips that were written one by one,
 * joined.
 */
export async function addRestarts({ width, height, pixels }: RgbImage): Promise<Buffer> {
  const strips: Buffer[] = [];
  for (let y = 0; y < height; y += rowsEach) {
    const rows = Math.min(rowsEach, height - y);
    const part = pixels.subarray(y * width * 3, (y + rows) * width * 3);
    const options = { quality: 90, chromaSubsampling: '4:4:4', optimiseCoding: false };
    strips.push(await open({ width, height: rows, pixels: part }).jpeg(options).toBuffer());
  }
  const first = strips[0]!;
  const scan = first.indexOf(startOfScan);
  const head = Buffer.from(first.subarray(0, scan));
  head.writeUInt16BE(height, head.indexOf(Buffer.from([0xff, 0xc0])) + 5);
  const interval = Buffer.from([0xff, 0xdd, 0, 4, 0, Math.ceil(width / 8)]);
  const code = strips.flatMap((strip, i) => [
    strip.subarray(behindHead(strip), -2),
    Buffer.from(i === strips.length - 1 ? [0xff, 0xd9] : [0xff, 0xd0 + (i % 8)]),
  ]);
  return Buffer.concat([head, interval, first.subarray(scan, behindHead(first)), ...code]);
}

function behindHead(bytes: Buffer): number {
  const scan = bytes.indexOf(startOfScan);
  return scan + 2 + bytes.readUInt16BE(scan + 2);
}
