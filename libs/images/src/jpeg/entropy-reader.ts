import type { HuffmanTable } from './huffman-table.js';

/** Reads the coded pixels of a JPEG bit by bit: a zero behind 0xff is no byte of the code (ITU-T T.81, F.1.2.3). */
export class EntropyReader {
  /** Tells whether bits were taken that are not there. */
  ranOut = false;
  private held = 0;
  private count = 0;
  /** The number of the held bits that are zeros which were put in where the code ended. */
  private padding = 0;

  constructor(
    private readonly bytes: Buffer,
    private at: number,
  ) {}

  /** The byte at which the code that was read ends; a byte that was begun counts as read. */
  get end(): number {
    let end = this.at;
    for (let whole = (this.count - this.padding) >> 3; whole > 0; whole--)
      end -= this.bytes[end - 1] === 0 && this.bytes[end - 2] === 0xff ? 2 : 1;
    return end;
  }

  /** Begins anew behind a marker. */
  moveTo(at: number): void {
    this.at = at;
    this.held = this.count = this.padding = 0;
  }

  /** Reads the next value of a Huffman table; -1 where the bits are none of its codes. */
  symbol({ lengths, values }: HuffmanTable): number {
    this.fill(16);
    const next = (this.held >>> (this.count - 16)) & 0xffff;
    const length = lengths[next]!;
    if (length === 0) return -1;
    this.take(length);
    return values[next]!;
  }

  /** Reads the next bits as a number; at most 16. */
  bits(length: number): number {
    this.fill(length);
    const value = (this.held >>> (this.count - length)) & ((1 << length) - 1);
    this.take(length);
    return value;
  }

  private take(length: number): void {
    this.count -= length;
    if (this.count < this.padding) this.ranOut = true;
  }

  private fill(length: number): void {
    while (this.count < length) {
      const byte = this.bytes[this.at];
      const ended = byte === undefined || (byte === 0xff && this.bytes[this.at + 1] !== 0);
      this.held = ((this.held << 8) | (ended ? 0 : byte)) >>> 0;
      this.count += 8;
      if (ended) this.padding += 8;
      else this.at += byte === 0xff ? 2 : 1;
    }
  }
}
