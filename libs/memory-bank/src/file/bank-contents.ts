import type { Channels } from '../patches/channels.js';
import type { Grid } from '../patches/patch-collection.js';

/** The origin of a bank; written into its file. */
export interface BankOrigin {
  /** The rows that were asked for; the bank has fewer where there were not so many different patches. */
  readonly rowsWanted: number;
  readonly seed: number;
  readonly maxPatches: number;
  /** The number of the normals' patches; above `maxPatches` the coreset was taken from a sample of them. */
  readonly patchesSeen: number;
  /** The SHA-256 of the backbone whose patches these are; empty when the caller did not say. */
  readonly backbone: string;
}

/** The contents of a memory bank, without the tensor runtime. */
export interface BankContents {
  /** Standardised patch embeddings `[n, d]` in the order of picking. */
  readonly rows: Float32Array;
  readonly dimensions: number;
  readonly channels: Channels;
  readonly grid: Grid;
  /** The normals that have a row here; `normalOf[i]` is a place in it. */
  readonly normalIds: readonly string[];
  readonly normalOf: Int32Array;
  /** Place in the grid: row * columns + column. */
  readonly placeOf: Int32Array;
  readonly origin: BankOrigin;
}
