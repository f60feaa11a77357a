import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type BackupHead, endName, headName, partBytes, partName } from './format.js';
import { endOfTar, packed, sha256Of } from './packed.js';
import type { Seal } from './seal.js';
import { Tally } from './tally.js';

/** Writes a backup, entry by entry, and holds one of them at a time. */
export class ContainerWriter {
  private constructor(
    private readonly file: FileHandle,
    private readonly seal: Seal | null,
    private readonly tally: Tally,
    /** The bytes of the file so far. */
    public bytes: number,
  ) {}

  /** Begins a file, which only its owner may read. */
  static async begin(path: string, head: BackupHead, seal: Seal | null): Promise<ContainerWriter> {
    const writer = new ContainerWriter(await open(path, 'w', 0o600), seal, new Tally(), 0);
    await writer.write(headName, Buffer.from(JSON.stringify(head)));
    return writer;
  }

  /** Goes on with a file behind so many bytes, which hold the entries of the tally; what stands behind is cut off. */
  static async goOn(
    path: string,
    seal: Seal | null,
    { tally, bytes }: { tally: Tally; bytes: number },
  ): Promise<ContainerWriter> {
    const file = await open(path, 'r+');
    await file.truncate(bytes);
    return new ContainerWriter(file, seal, tally, bytes);
  }

  /** Appends an entry, in parts where it is long. */
  async append(name: string, bytes: Buffer): Promise<void> {
    const parts = Math.max(1, Math.ceil(bytes.length / partBytes));
    for (let part = 1; part <= parts; part += 1)
      await this.appendPart(name, { part, parts }, bytes.subarray((part - 1) * partBytes, part * partBytes)); // prettier-ignore
  }

  /** Appends one part of an entry that is longer than a part, for those who have not all of it at once. */
  async appendPart(
    name: string,
    { part, parts }: { part: number; parts: number },
    bytes: Buffer,
  ): Promise<void> {
    const whole = partName(name, part, parts);
    if (this.seal === null) return this.write(whole, bytes);
    const place = this.tally.entries;
    await this.write(`sealed/${String(place).padStart(9, '0')}`, this.seal.close(place, whole, bytes)); // prettier-ignore
  }

  /** Ends the file, durably, and gives it its name. */
  async finish(from: string, to: string): Promise<void> {
    await this.append(endName, Buffer.from(JSON.stringify(this.tally.end())));
    await this.put(endOfTar);
    await this.file.sync();
    await this.file.close();
    await rename(from, to);
    const folder = await open(dirname(to), 'r');
    await folder.sync().finally(() => folder.close());
  }

  /** Closes the file as it is, to go on with it later. */
  async pause(): Promise<void> {
    await this.file.close();
  }

  private async write(name: string, bytes: Buffer): Promise<void> {
    await this.put(await packed(name, bytes));
    this.tally.take(name, sha256Of(bytes));
  }

  private async put(bytes: Buffer): Promise<void> {
    await this.file.writev([bytes], this.bytes);
    this.bytes += bytes.length;
  }
}
