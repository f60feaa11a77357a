import { createHash } from 'node:crypto';
import type { BackupEnd } from './format.js';

/** Counts the entries of a file and takes a digest over them, in order. */
export class Tally {
  constructor(
    private readonly hash = createHash('sha256'),
    private counted = 0,
  ) {}

  get entries(): number {
    return this.counted;
  }

  /** Takes the next entry, as its name and SHA-256 stand in the file. */
  take(name: string, sha256: string): void {
    this.hash.update(`${name}\n${sha256}\n`);
    this.counted += 1;
  }

  /** Returns what the last entry of the file must say. */
  end(): BackupEnd {
    return { entries: this.entries, digest: this.hash.copy().digest('hex') };
  }

  copy(): Tally {
    return new Tally(this.hash.copy(), this.entries);
  }
}
