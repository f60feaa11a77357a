import type { EntropyReader } from './entropy-reader.js';
import type { HuffmanTable } from './huffman-table.js';

/** The part of its blocks that a scan has (ITU-T T.81, B.2.3): the band of coefficients, and which bits of them. */
export interface ScanBand {
  readonly progressive: boolean;
  readonly first: number;
  readonly last: number;
  /** The first scan of a band has its high bits; later ones refine it by one bit each. */
  readonly refines: boolean;
}

/** One colour of a scan, with what earlier scans left: which coefficients are not zero. */
export interface ScanColour {
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
  readonly notZero: Uint8Array;
}

/** Takes blocks off the code, without working out a pixel. False where the bits are no code. */
export class ScanBlocks {
  /** Blocks that still have no code of their own: a run of ended bands (ITU-T T.81, G.1.2.2). */
  private endedRun = 0;

  constructor(
    private readonly reader: EntropyReader,
    private readonly band: ScanBand,
  ) {}

  restart(): void {
    this.endedRun = 0;
  }

  /** Reads a block of a colour; `place` is where its 64 coefficients stand in `notZero`. */
  take(colour: ScanColour, place: number): boolean {
    const { progressive, first, refines } = this.band;
    if (!progressive) return this.dc(colour) && this.sequential(colour);
    if (first === 0) return refines ? this.reader.bits(1) >= 0 : this.dc(colour);
    return refines ? this.refined(colour, place) : this.firstBits(colour, place);
  }

  private dc({ dc }: ScanColour): boolean {
    const size = dc === undefined ? -1 : this.reader.symbol(dc);
    if (size < 0 || size > 16) return false;
    this.reader.bits(size);
    return true;
  }

  private sequential({ ac }: ScanColour): boolean {
    for (let k = 1; k < 64; k++) {
      const symbol = ac === undefined ? -1 : this.reader.symbol(ac);
      if (symbol < 0) return false;
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) break;
      k += run;
      this.reader.bits(size);
    }
    return true;
  }

  private firstBits({ ac, notZero }: ScanColour, place: number): boolean {
    if (this.endedRun > 0) return this.endedRun-- > 0;
    for (let k = this.band.first; k <= this.band.last; k++) {
      const symbol = ac === undefined ? -1 : this.reader.symbol(ac);
      if (symbol < 0) return false;
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) return this.beginRun(run, -1);
      k += run;
      if (size === 0) continue;
      this.reader.bits(size);
      notZero[place + Math.min(k, 63)] = 1;
    }
    return true;
  }

  /** ITU-T T.81, G.1.2.3: a bit for every coefficient that is not zero, and codes for those that become so. */
  private refined({ ac, notZero }: ScanColour, place: number): boolean {
    let k = this.band.first;
    while (this.endedRun === 0 && k <= this.band.last) {
      const symbol = ac === undefined ? -1 : this.reader.symbol(ac);
      if (symbol < 0) return false;
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) this.beginRun(run, 0);
      else {
        this.reader.bits(size === 0 ? 0 : 1);
        k = this.passZeros(notZero, place, k, run);
        if (size > 0 && k <= this.band.last) notZero[place + k] = 1;
        k++;
      }
    }
    if (this.endedRun === 0) return true;
    this.passZeros(notZero, place, k, 64);
    this.endedRun--;
    return true;
  }

  /** Reads the refining bits on the way over `zeros` zeros; returns where the next zero is. */
  private passZeros(notZero: Uint8Array, place: number, from: number, zeros: number): number {
    let [k, left] = [from, zeros];
    for (; k <= this.band.last; k++)
      if (notZero[place + k] === 1) this.reader.bits(1);
      else if (left-- === 0) break;
    return k;
  }

  private beginRun(exponent: number, counted: number): boolean {
    this.endedRun = (1 << exponent) + this.reader.bits(exponent) + counted;
    return true;
  }
}
