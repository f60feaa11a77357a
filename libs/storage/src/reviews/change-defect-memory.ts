import { TouchstoneError } from '#contracts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queries } from '../database/database.js';
import { defectMemory } from '../database/loop-tables.js';
import { stations } from '../database/tables.js';

export type DefectMemoryRow = typeof defectMemory.$inferSelect;

/** A defect's patches as one backbone and view see them. */
export interface EmbeddedDefect {
  /** Hash of the backbone. */
  backbone: string;
  /** Hash of the view and the backbone. */
  madeWith: string;
  dimensions: number;
  /** Raw patch embeddings `[n, dimensions]`. */
  patches: Float32Array;
  /** The place of each patch in the grid: row * columns + column. */
  places: number[];
  /** Largest of the patches' reaches. */
  reach: number;
  /** The reason why the defect raises nothing; null where it does. */
  inactive: string | null;
}

/** The change of the memory: who makes it, when, and under which id it is written down. */
export interface MemoryChange {
  by: string;
  at: Date;
  auditId: string;
}

/** Adds an entry in the caller's transaction. */
export async function addEntry(
  queries: Queries,
  entry: Pick<
    DefectMemoryRow,
    'id' | 'station' | 'frameId' | 'reviewId' | 'name' | 'rememberedBy'
  > & {
    rememberedAt: Date;
  },
  embedded: EmbeddedDefect,
): Promise<void> {
  const fromVersion = await nextMemoryVersion(queries, entry.station);
  await queries.insert(defectMemory).values({ ...entry, ...columnsOf(embedded), fromVersion });
}

/** Takes the entry of a review out in the caller's transaction; nothing where it has none. */
export async function takeOutEntryOf(
  queries: Queries,
  reviewId: string,
  change: Pick<MemoryChange, 'by' | 'at'>,
): Promise<void> {
  const [row] = await queries
    .select()
    .from(defectMemory)
    .where(and(eq(defectMemory.reviewId, reviewId), isNull(defectMemory.undoneAt)))
    .for('update');
  if (row !== undefined) await takeOut(queries, row, change);
}

export async function takeOut(
  queries: Queries,
  row: DefectMemoryRow,
  { by, at }: Pick<MemoryChange, 'by' | 'at'>,
): Promise<DefectMemoryRow> {
  const untilVersion = await nextMemoryVersion(queries, row.station);
  const [after] = await queries
    .update(defectMemory)
    .set({ undoneAt: at, undoneBy: by, untilVersion })
    .where(eq(defectMemory.id, row.id))
    .returning();
  return after!;
}

export async function nextMemoryVersion(queries: Queries, station: string): Promise<number> {
  const [row] = await queries
    .update(stations)
    .set({ memoryVersion: sql`${stations.memoryVersion} + 1` })
    .where(eq(stations.id, station))
    .returning({ version: stations.memoryVersion });
  if (row !== undefined) return row.version;
  throw new TouchstoneError('station-not-found', `there is no station ${station}`);
}

export function columnsOf({ patches, ...embedded }: EmbeddedDefect) {
  return {
    ...embedded,
    patches: Buffer.from(patches.buffer, patches.byteOffset, patches.byteLength),
  };
}
