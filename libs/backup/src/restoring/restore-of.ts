import type { OnStep } from '../contents.js';

/** What is restored, and where to. */
export interface RestoreOf {
  file: string;
  passphrase: string | null;
  databaseUrl: string;
  /** The name by which the database is refused, and may be replaced: see `databaseName`. */
  databaseName: string;
  /** The blob store: `file:///folder` or `s3://bucket/prefix?endpoint=...`. */
  blobs: string;
  /** The folder for backbones. */
  backbones: string;
  /** The folder of the backbones that this version of Touchstone ships; those of the backup are not written again. */
  shipped: string;
  /** The names of what may be emptied first: of the database, the blob store, the folder of backbones. */
  replace: readonly string[];
  by: string;
  now: Date;
  onStep: OnStep;
}
