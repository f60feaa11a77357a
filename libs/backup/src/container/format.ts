import { z } from 'zod';

/** The name of the first entry: what the file is, readable without a passphrase. */
export const headName = 'touchstone-backup.json';
/** The name of the last entry: that the file is whole. */
export const endName = 'end.json';
/** The bytes of one entry at most, before it is sealed: larger ones are cut, so that nobody holds more than this. */
export const partBytes = 16 * 1024 * 1024;

const encryption = z.object({
  cipher: z.literal('aes-256-gcm'),
  keyFrom: z.literal('scrypt'),
  salt: z.base64(),
  cost: z
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
  blockSize: z.int().min(1).max(32),
  parallel: z.int().min(1).max(16),
  /** What only the right key makes of the salt. */
  check: z.base64(),
});
export type Encryption = z.infer<typeof encryption>;

export const backupHead = z.object({
  format: z.literal('touchstone-backup/1'),
  id: z.uuid(),
  takenAt: z.iso.datetime(),
  /** The version of Touchstone that wrote it. */
  version: z.string(),
  /** The names of the migrations of its rows; their number is the number of the schema. */
  migrations: z.array(z.string()),
  encryption: encryption.nullable(),
});
export type BackupHead = z.infer<typeof backupHead>;

export const backupEnd = z.object({
  /** The number of entries before this one, the head among them. */
  entries: z.int(),
  /** The SHA-256 over the names and SHA-256 of all entries before this one. */
  digest: z.string(),
});
export type BackupEnd = z.infer<typeof backupEnd>;

/** The name of a part, as it stands in the file; keys and file names never have a `#`. */
export function partName(name: string, part: number, parts: number): string {
  return parts === 1 ? name : `${name}#${part}of${parts}`;
}

/** Returns what a name in the file says. */
export function readPartName(written: string): { name: string; part: number; parts: number } {
  const [, name, part, parts] = /^(.*)#(\d+)of(\d+)$/s.exec(written) ?? [];
  if (name === undefined) return { name: written, part: 1, parts: 1 };
  return { name, part: Number(part), parts: Number(parts) };
}
