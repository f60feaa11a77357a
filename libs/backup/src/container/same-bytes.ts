/**
 * Compares the bytes of a file, as they come, with what they must be: each entry packed again. So nothing of the file,
 * its headers and padding included, can be altered unseen.
 */
export class SameBytes {
  private readonly seen: Buffer[] = [];
  private readonly wanted: { name: string; bytes: Buffer }[] = [];

  /** Takes bytes of the file; returns the name of the entry in which they differ, null while they do not. */
  read(bytes: Buffer): string | null {
    this.seen.push(bytes);
    return this.compare();
  }

  /** Takes what must come next; returns as `read` does. */
  expect(name: string, bytes: Buffer): string | null {
    this.wanted.push({ name, bytes });
    return this.compare();
  }

  /** Returns the bytes that were compared with nothing yet: 0 where file and entries end alike. */
  get left(): number {
    const rest = [...this.seen, ...this.wanted.map(({ bytes }) => bytes)];
    return rest.reduce((sum, { length }) => sum + length, 0);
  }

  private compare(): string | null {
    while (this.seen.length > 0 && this.wanted.length > 0) {
      const [seen, wanted] = [this.seen[0]!, this.wanted[0]!];
      const length = Math.min(seen.length, wanted.bytes.length);
      if (!seen.subarray(0, length).equals(wanted.bytes.subarray(0, length))) return wanted.name;
      this.shorten(seen, wanted, length);
    }
    return null;
  }

  private shorten(seen: Buffer, wanted: { name: string; bytes: Buffer }, length: number): void {
    if (seen.length === length) this.seen.shift();
    else this.seen[0] = seen.subarray(length);
    if (wanted.bytes.length === length) this.wanted.shift();
    else this.wanted[0] = { name: wanted.name, bytes: wanted.bytes.subarray(length) };
  }
}
