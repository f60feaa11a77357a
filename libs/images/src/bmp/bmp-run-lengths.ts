import type { BmpHeader } from './bmp-header.js';
import { endsTooEarly } from '../failures.js';

const escape = { endOfLine: 0, endOfBitmap: 1, delta: 2 } as const;

/**
 * Unpacks RLE8 or RLE4 to one index a byte, in stored row order; what a delta skips is index 0
 * (Microsoft, "Bitmap Compression").
 * @throws TouchstoneError image-truncated when the code ends before the bitmap does.
 */
export function unpackRunLengths(code: Uint8Array, header: BmpHeader): Uint8Array {
  const canvas = new Canvas(header.width, header.height);
  const nibbles = header.compression === 'rle4';
  for (let at = 0; !canvas.full;) {
    const [count, value] = [code[at], code[at + 1]];
    if (count === undefined || value === undefined)
      throw endsTooEarly('BMP', 'its run lengths stop before the last row');
    at += 2;
    if (count > 0) canvas.run(count, (i) => indexAt(value, i, nibbles));
    else if (value === escape.endOfBitmap) break;
    else at += canvas.escape(code.subarray(at), value, nibbles);
  }
  return canvas.indices;
}

function indexAt(value: number, i: number, nibbles: boolean): number {
  if (!nibbles) return value;
  return i % 2 === 0 ? value >> 4 : value & 15;
}

/** A place that moves over the rows; what would fall outside is dropped. */
class Canvas {
  readonly indices: Uint8Array;
  private x = 0;
  private y = 0;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.indices = new Uint8Array(width * height);
  }

  get full(): boolean {
    return this.y >= this.height;
  }

  run(count: number, index: (i: number) => number): void {
    for (let i = 0; i < count; i++, this.x++)
      if (this.x < this.width) this.indices[this.y * this.width + this.x] = index(i);
  }

  /** Follows one escape; returns how many bytes of the code it took. */
  escape(code: Uint8Array, value: number, nibbles: boolean): number {
    if (value === escape.endOfLine) return this.newLine();
    if (value === escape.delta) return this.skip(code[0] ?? 0, code[1] ?? 0);
    this.run(value, (i) => (nibbles ? indexAt(code[i >> 1] ?? 0, i, true) : (code[i] ?? 0)));
    const taken = nibbles ? Math.ceil(value / 2) : value;
    return taken + (taken % 2);
  }

  private newLine(): number {
    this.x = 0;
    this.y++;
    return 0;
  }

  private skip(right: number, down: number): number {
    this.x += right;
    this.y += down;
    return 2;
  }
}
