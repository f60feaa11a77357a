import type { ImageQuality } from '#contracts';
import { and, eq } from 'drizzle-orm';
import { type Blobs, normalEmbeddingBlobKey } from '../blobs/blobs.js';
import type { Database } from '../database/database.js';
import { normalEmbeddings } from '../database/loop-tables.js';
import { codeOf } from '../database/records-trouble.js';

/** A normal's embedding as it is kept for the next calibration. */
export interface NormalEmbeddingRow {
  normalId: string;
  station: string;
  /** Hash of all that decides the embedding: one made otherwise is worthless. */
  madeWith: string;
  rows: number;
  columns: number;
  dimensions: number;
  /** The image embedding, float32. */
  image: Float32Array;
  /** The measured figures of the picture; null where nothing was measured. */
  quality: ImageQuality | null;
}

/** The newest embedding of each normal, rows here and float16 patches in blobs; what is lost is made again. */
export class NormalEmbeddings {
  constructor(
    private readonly database: Database,
    private readonly blobs: Blobs,
  ) {}

  /** Replaces what the normal had. `patches` is little-endian float16. A normal that is gone meanwhile keeps none. */
  async put(kept: NormalEmbeddingRow, patches: Uint8Array): Promise<void> {
    const before = await this.blobOf(kept.normalId);
    const blob = normalEmbeddingBlobKey(kept.station, kept.madeWith, kept.normalId);
    await this.blobs.put(blob, patches, { durable: false });
    const image = Buffer.from(kept.image.buffer, kept.image.byteOffset, kept.image.byteLength);
    const row = { ...kept, image, blob, bytes: patches.byteLength };
    const stored = await this.insert(row);
    if (!stored) await this.blobs.delete(blob);
    if (before !== null && before !== blob) await this.blobs.delete(before);
  }

  /** Deletes row and blob; one that is not there is no error. */
  async forget(normalId: string): Promise<void> {
    const blob = await this.blobOf(normalId);
    if (blob === null) return;
    await this.database.ask((queries) =>
      queries.delete(normalEmbeddings).where(eq(normalEmbeddings.normalId, normalId)),
    );
    await this.blobs.delete(blob);
  }

  /** Returns the station's embeddings that were made with this backbone and view, by normal. */
  async madeAlike(station: string, madeWith: string): Promise<Map<string, NormalEmbeddingRow>> {
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(normalEmbeddings)
        .where(and(eq(normalEmbeddings.station, station), eq(normalEmbeddings.madeWith, madeWith))),
    );
    return new Map(rows.map((row) => [row.normalId, toRow(row)]));
  }

  /** Reads the patches of one normal, little-endian float16. Throws `blob-not-found`. */
  patches({ station, madeWith, normalId }: NormalEmbeddingRow): Promise<Buffer> {
    return this.blobs.get(normalEmbeddingBlobKey(station, madeWith, normalId));
  }

  /** Inserts or replaces the row; returns false when there is no such normal (any more). */
  private insert(row: typeof normalEmbeddings.$inferInsert): Promise<boolean> {
    return this.database.ask(async (queries) => {
      try {
        await queries
          .insert(normalEmbeddings)
          .values(row)
          .onConflictDoUpdate({ target: normalEmbeddings.normalId, set: row });
        return true;
      } catch (error) {
        if (codeOf(error) === '23503') return false;
        throw error;
      }
    });
  }

  private async blobOf(normalId: string): Promise<string | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ blob: normalEmbeddings.blob })
        .from(normalEmbeddings)
        .where(eq(normalEmbeddings.normalId, normalId)),
    );
    return row?.blob ?? null;
  }
}

function toRow(row: typeof normalEmbeddings.$inferSelect): NormalEmbeddingRow {
  const { normalId, station, madeWith, rows, columns, dimensions, quality } = row;
  const image = new Float32Array(new Uint8Array(row.image).buffer);
  return { normalId, station, madeWith, rows, columns, dimensions, image, quality };
}
