import { z } from 'zod';
import type { SequencePlace, TableShape } from '#storage';

/** The names of what a backup is made of, in the order in which it stands there. */
export const tablesName = 'tables.json';
export const rowsFolder = 'rows';
/** The entry behind the rows: how many there are, and which blobs follow. */
export const rowsEndName = 'rows.json';
export const blobsFolder = 'blobs';
/** The entries without bytes, each in the place of a blob that the rows name and that was gone when it was read. */
export const goneFolder = 'gone';
export const filesFolder = 'files';

export const tablesEntry = z.object({
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  sequences: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
}) satisfies z.ZodType<{ tables: TableShape[]; sequences: SequencePlace[] }>;

export const rowsEntry = z.object({
  rows: z.record(z.string(), z.int()),
  blobs: z.int(),
  blobBytes: z.int(),
});
export type RowsEntry = z.infer<typeof rowsEntry>;

/** How far a backup, or reading one, has come. */
export interface BackupStep {
  /** What is under way: `rows`, `blobs`, `files`, `checking`, `restoring`. */
  what: string;
  done: number;
  /** The bytes that `done` grows to, about; 0 while that is not known. */
  of: number;
  note: string;
}
export type OnStep = (step: BackupStep) => void;

/** Returns what stands behind a folder's name; null for a name in another folder. */
export function inFolder(folder: string, name: string): string | null {
  return name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : null;
}
