import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { TouchstoneError } from '#contracts';
import {
  backupEnd,
  type BackupHead,
  backupHead,
  endName,
  headName,
  readPartName,
} from './format.js';
import { endOfTar, hashWord, packed, sha256Of } from './packed.js';
import { SameBytes } from './same-bytes.js';
import { Seal } from './seal.js';
import { Tally } from './tally.js';

/** The bytes that an entry may have: no table's row and no part comes near it, and a damaged header may say anything. */
const mostBytes = 1024 ** 3;

/** An entry of a backup, opened and found as it was written. */
export interface BackupEntry {
  /** The place in the file, from 0, the head's. */
  place: number;
  name: string;
  /** The number of this part of what the name says, from 1, of so many. */
  part: number;
  parts: number;
  bytes: Buffer;
  /** The name and SHA-256 as they stand in the file. */
  written: { name: string; sha256: string };
  /** The bytes of the file up to its end. */
  endsAt: number;
}

/** The words of an extended header, where there is one. */
type Words = Record<string, string> | null | undefined;

/** What a reader knows of the file so far. */
class Reading {
  readonly same = new SameBytes();
  readonly tally = new Tally();
  last = 'the beginning';
  endsAt = 0;
  whole = false;
  private head: BackupHead | null = null;
  private seal: Seal | null = null;

  constructor(
    private readonly path: string,
    private readonly passphrase: string | null,
  ) {}

  /** Checks an entry, and opens it. @throws TouchstoneError backup-damaged, backup-locked */
  async take(header: Header, stored: Buffer): Promise<BackupEntry> {
    const sha256 = sha256Of(stored);
    if ((header.pax as Words)?.[hashWord] !== sha256) throw this.damaged(`the entry ${header.name} was altered`); // prettier-ignore
    const expected = await packed(header.name, stored);
    this.refuseDifference(this.same.expect(header.name, expected));
    this.endsAt += expected.length;
    const entry = await this.open(header.name, stored);
    const written = { name: header.name, sha256 };
    if (entry.name === endName) this.checkEnd(entry.bytes);
    const place = this.tally.entries;
    this.tally.take(written.name, sha256);
    this.last = entry.name;
    return { ...readPartName(entry.name), place, bytes: entry.bytes, written, endsAt: this.endsAt };
  }

  refuseDifference(name: string | null): void {
    if (name !== null) throw this.damaged(`the file was altered in or beside the entry ${name}`);
  }

  damaged(how: string, cause?: unknown): TouchstoneError {
    return new TouchstoneError('backup-damaged', `${this.path}: ${how}`, { cause });
  }

  private async open(name: string, stored: Buffer): Promise<{ name: string; bytes: Buffer }> {
    if (this.head === null) return this.openHead(name, stored);
    if (this.seal === null) return { name, bytes: stored };
    try {
      return this.seal.read(this.tally.entries, stored);
    } catch (error) {
      throw this.damaged(`the sealed entry ${name} was altered, or is not where it was`, error);
    }
  }

  private async openHead(name: string, bytes: Buffer): Promise<{ name: string; bytes: Buffer }> {
    this.head = this.headOf(name, bytes);
    const { encryption } = this.head;
    this.seal = encryption === null ? null : await Seal.open(encryption, this.passphrase);
    return { name, bytes };
  }

  private headOf(name: string, bytes: Buffer): BackupHead {
    try {
      if (name === headName) return backupHead.parse(JSON.parse(bytes.toString('utf8')));
    } catch (error) {
      throw this.damaged('its first entry does not say what it is', error);
    }
    throw this.damaged(`it is not a backup of Touchstone: it begins with ${name}`);
  }

  private checkEnd(bytes: Buffer): void {
    const end = backupEnd.parse(JSON.parse(bytes.toString('utf8')));
    const own = this.tally.end();
    if (end.entries !== own.entries || end.digest !== own.digest)
      throw this.damaged(`it has ${own.entries} entries and not the ${end.entries} that were written, or others`); // prettier-ignore
    this.whole = true;
  }
}

/**
 * Yields the entries of a backup from its first, the head, to its last, each checked and opened; whole at the end, every
 * byte of the file is as it was written.
 * @throws TouchstoneError backup-damaged naming the entry; backup-locked
 */
export async function* readEntries(
  path: string,
  passphrase: string | null,
): AsyncGenerator<BackupEntry> {
  const reading = new Reading(path, passphrase);
  const source = createReadStream(path, { highWaterMark: 1024 * 1024 });
  const tar = extract();
  const watched = async function* () {
    for await (const piece of source) {
      reading.refuseDifference(reading.same.read(piece as Buffer));
      yield piece as Buffer;
    }
  };
  // What fails is thrown by the loop over the entries.
  pipeline(watched, tar, () => undefined);
  try {
    for await (const entry of tar) yield await reading.take(entry.header, await bytesOf(entry));
  } catch (error) {
    throw known(error) ?? reading.damaged(`it cannot be read behind the entry ${reading.last}: ${String(error)}`, error); // prettier-ignore
  } finally {
    source.destroy();
  }
  if (!reading.whole) throw reading.damaged(`it was cut short behind the entry ${reading.last}`);
  reading.refuseDifference(reading.same.expect(endName, endOfTar));
  if (reading.same.left > 0) throw reading.damaged(`something stands behind the entry ${endName}, or is missing there`); // prettier-ignore
}

/** Returns the errors that say themselves what is wrong: ours, and those of the disk. */
function known(error: unknown): Error | null {
  if (error instanceof TouchstoneError) return error;
  return error instanceof Error && 'syscall' in error ? error : null;
}

async function bytesOf(entry: AsyncIterable<unknown> & { header: Header }): Promise<Buffer> {
  if (entry.header.size > mostBytes) throw new Error(`the entry ${entry.header.name} says that it has ${entry.header.size} bytes`); // prettier-ignore
  const pieces: Buffer[] = [];
  for await (const piece of entry) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
