import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

const keptLines = 40;

/**
 * The log file of one part: `<part>.log`, with the one before as `<part>.log.1`. Rotated at the start
 * of a run and at `maxBytes`, so that two files bound the disk it takes. The last lines stay at hand
 * for the message of a part that dies.
 */
export class PartLog {
  private descriptor: number;
  private closed = false;
  private bytes = 0;
  private lines: string[] = [];
  private partial = '';

  constructor(
    private readonly path: string,
    private readonly maxBytes = 10 * 1024 * 1024,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.descriptor = this.rotate();
  }

  /** Writes to the log. What comes after `close` is dropped: a dead process's children may still hold its pipe. */
  write(chunk: Buffer): void {
    if (this.closed) return;
    this.remember(chunk.toString('utf8'));
    try {
      if (this.bytes + chunk.length > this.maxBytes) this.startOver();
      this.bytes += writeSync(this.descriptor, chunk);
    } catch (error) {
      // A full disk must not end the product for the sake of its log; the last lines are remembered.
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }

  lastLines(count: number): string[] {
    const all = this.partial === '' ? this.lines : [...this.lines, this.partial];
    return all.slice(-count);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    closeSync(this.descriptor);
  }

  private remember(text: string): void {
    const lines = (this.partial + text).split('\n');
    this.partial = lines.pop() ?? '';
    this.lines = [...this.lines, ...lines].slice(-keptLines);
  }

  private startOver(): void {
    closeSync(this.descriptor);
    this.descriptor = this.rotate();
    this.bytes = 0;
  }

  private rotate(): number {
    if (existsSync(this.path) && statSync(this.path).size > 0)
      renameSync(this.path, `${this.path}.1`);
    return openSync(this.path, 'w');
  }
}
