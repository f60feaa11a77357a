import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BmpHeader } from './bmp-header.js';
import { endsTooEarly } from '../failures.js';

const escape = { endOfLine: 0, endOfBitmap: 1, delta: 2 } as const;

/** Codes that are followed before others get a turn: each is at most 255 pixels. */
const codesAtOnce = 20_000;

/**
 * Unpacks RLE8 or RLE4 to one index a byte, in stored row order; what a delta or an early end of a row skips is index 0
 * (Microsoft, "Bitmap Compression").
 * @throws TouchstoneError image-truncated when the code ends, or says so, before the last row.
 */
export async function unpackRunLengths(code: Uint8Array, header: BmpHeader): Promise<Uint8Array> {
  const canvas = new Canvas(header.width, header.height);
  const nibbles = header.compression === 'rle4';
  for (let at = 0, followed = 1; !canvas.full; followed++) {
    if (followed % codesAtOnce === 0) await nextTurn();
    const [count, value] = [code[at], code[at + 1]];
    if (count === undefined || value === undefined || (count === 0 && value === escape.endOfBitmap))
      return canvas.ended();
    at += 2;
    if (count > 0) canvas.run(count, value, nibbles);
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

  /**
   * Returns the pixels at the end of the code.
   * @throws TouchstoneError image-truncated while rows are missing: they would be filled in.
   */
  ended(): Uint8Array {
    if (this.y < this.height - 1)
      throw endsTooEarly('BMP', `its run lengths stop in row ${this.y + 1} of ${this.height}`);
    return this.indices;
  }

  run(count: number, value: number, nibbles: boolean): void {
    const at = this.y * this.width + this.x;
    const fits = Math.min(count, this.width - this.x);
    if (!nibbles && fits > 0) this.indices.fill(value, at, at + fits);
    else for (let i = 0; i < fits; i++) this.indices[at + i] = indexAt(value, i, true);
    this.x += count;
  }

  private literal(count: number, code: Uint8Array, nibbles: boolean): void {
    const at = this.y * this.width + this.x;
    const fits = Math.min(count, this.width - this.x);
    for (let i = 0; i < fits; i++)
      this.indices[at + i] = nibbles ? indexAt(code[i >> 1] ?? 0, i, true) : (code[i] ?? 0);
    this.x += count;
  }

  /** Follows one escape; returns how many bytes of the code it took. */
  escape(code: Uint8Array, value: number, nibbles: boolean): number {
    if (value === escape.endOfLine) return this.newLine();
    if (value === escape.delta) return this.skip(code[0] ?? 0, code[1] ?? 0);
    this.literal(value, code, nibbles);
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
