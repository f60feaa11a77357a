import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError } from '#contracts';

/** A state as it lies in a folder: facts, and arrays by name. */
export interface SavedState<Facts> {
  readonly facts: Facts;
  readonly arrays: Readonly<Record<string, Float32Array>>;
}

interface Header<Facts> {
  readonly format: string;
  readonly facts: Facts;
  /**
   * The names and lengths of the arrays in state.bin, in order; they lie one after the other, float32, little-endian.
   */
  readonly lengths: readonly (readonly [string, number])[];
  readonly sha256: string;
}

/**
 * Writes `<folder>/<name>/` (checkpoint.json and state.bin). The folder appears under its name only when both
 * files are on disk, so a killed run leaves no half state.
 */
export async function writeState<Facts>(
  folder: string,
  name: string,
  format: string,
  { facts, arrays }: SavedState<Facts>,
): Promise<string> {
  const target = join(folder, name);
  const draft = `${target}.draft`;
  const state = Buffer.concat(Object.values(arrays).map(bytesOf));
  const lengths = Object.entries(arrays).map(([part, values]) => [part, values.length] as const);
  const header: Header<Facts> = { format, facts, lengths, sha256: hashOf(state) };
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await writeSynced(join(draft, 'state.bin'), state);
  await writeSynced(join(draft, 'checkpoint.json'), Buffer.from(JSON.stringify(header)));
  await rm(target, { recursive: true, force: true });
  await rename(draft, target);
  return target;
}

/**
 * Reads the state of a folder.
 * @throws TouchstoneError validation-failed when the folder holds another format, or a state that its header does not
 * describe.
 */
export async function readState<Facts>(folder: string, format: string): Promise<SavedState<Facts>> {
  const header = await readHeader<Facts>(folder);
  if (header.format !== format) throw damaged(folder, `its format is not ${format}`);
  const state = await readFile(join(folder, 'state.bin')).catch((error: unknown) => {
    throw damaged(folder, 'state.bin cannot be read', error);
  });
  if (hashOf(state) !== header.sha256)
    throw damaged(folder, 'state.bin is not the file that checkpoint.json describes');
  return { facts: header.facts, arrays: cut(state, header.lengths) };
}

async function readHeader<Facts>(folder: string): Promise<Header<Facts>> {
  try {
    return JSON.parse(await readFile(join(folder, 'checkpoint.json'), 'utf8')) as Header<Facts>;
  } catch (error) {
    throw damaged(folder, 'checkpoint.json cannot be read', error);
  }
}

function damaged(folder: string, why: string, cause?: unknown): TouchstoneError {
  return new TouchstoneError(
    'validation-failed',
    `The checkpoint ${folder} cannot be gone on from: ${why}. Remove it, and the one before it is taken; without any, the run starts anew.`,
    { cause },
  );
}

/** Returns the folder with the largest name, or undefined where there is none; drafts do not count. */
export async function newestState(folder: string): Promise<string | undefined> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const newest = names.filter((name) => /^epoch-\d+$/.test(name)).sort().at(-1); // prettier-ignore
  return newest === undefined ? undefined : join(folder, newest);
}

function cut(state: Buffer, lengths: Header<unknown>['lengths']): Record<string, Float32Array> {
  const numbers = new Float32Array(Uint8Array.from(state).buffer);
  let start = 0;
  const parts = lengths.map(([part, length]) => {
    const values = numbers.slice(start, start + length);
    start += length;
    return [part, values] as const;
  });
  return Object.fromEntries(parts);
}

export async function writeSynced(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

export function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
