import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { embeddingSettings, type KeptEmbeddings, type Verdict } from '#contracts';
import { type Blobs, embeddingBlobKey } from '../blobs/blobs.js';
import type { Place } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import { embeddings } from '../database/loop-tables.js';
import { iso } from './stored-image.js';
import { inspections, stations } from '../database/tables.js';

/** A frame's embeddings as they are kept: for rehearsals, for search. */
export interface KeptEmbedding {
  frameId: string;
  station: string;
  /** Hash of the view and the backbone: an embedding made otherwise cannot be compared. */
  backbone: string;
  inspectedAt: Date;
  rows: number;
  columns: number;
  dimensions: number;
  /** The image embedding, float32. */
  image: Float32Array;
}

/** A row, without what lies in its blob. */
export interface EmbeddingRow extends KeptEmbedding {
  blob: string;
}

/** A frame's image embedding with what a search filters by. */
export type ImageEmbedding = Pick<
  KeptEmbedding,
  'frameId' | 'station' | 'inspectedAt' | 'image'
> & {
  verdict: Verdict;
};

/** The number of rows that are deleted in one statement. */
const portion = 500;

/**
 * The newest patch embeddings of each station, rows here and float16 numbers in blobs. They are kept beside
 * the verdict, not with it: one that a crash loses is missing from rehearsals and from nothing else.
 */
export class Embeddings {
  constructor(
    private readonly database: Database,
    private readonly blobs: Blobs,
  ) {}

  /** Stores the blob first, then its row; putting one again changes nothing. `patches` is little-endian float16. */
  async put(kept: KeptEmbedding, patches: Uint8Array): Promise<void> {
    const blob = embeddingBlobKey(kept.station, kept.inspectedAt, kept.frameId);
    await this.blobs.put(blob, patches, { durable: false });
    const image = Buffer.from(kept.image.buffer, kept.image.byteOffset, kept.image.byteLength);
    await this.database.ask((queries) =>
      queries
        .insert(embeddings)
        .values({ ...kept, image, blob, bytes: patches.byteLength })
        .onConflictDoNothing(),
    );
  }

  async find(frameId: string): Promise<EmbeddingRow | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(embeddings).where(eq(embeddings.frameId, frameId)),
    );
    return row === undefined ? null : toRow(row);
  }

  /** Reads the station's newest embeddings at most, newest first, in portions. */
  async *newest(station: string, limit: number): AsyncGenerator<EmbeddingRow> {
    let after: EmbeddingRow | undefined;
    for (let left = limit; left > 0;) {
      const rows = await this.portionAfter(station, after, Math.min(left, portion));
      yield* rows;
      left -= rows.length;
      after = rows.at(-1);
      if (rows.length < portion) return;
    }
  }

  private async portionAfter(
    station: string,
    after: EmbeddingRow | undefined,
    limit: number,
  ): Promise<EmbeddingRow[]> {
    const older =
      after &&
      sql`(${embeddings.inspectedAt}, ${embeddings.frameId}) < (${after.inspectedAt.toISOString()}::timestamptz, ${after.frameId}::uuid)`;
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(embeddings)
        .where(and(eq(embeddings.station, station), older))
        .orderBy(desc(embeddings.inspectedAt), desc(embeddings.frameId))
        .limit(limit),
    );
    return rows.map(toRow);
  }

  /**
   * Lists image embeddings that were made with one backbone and view, oldest first, from the place after `after`, with
   * the verdict on their frames.
   */
  async imagesAfter(
    backbone: string,
    after: Place | undefined,
    limit: number,
  ): Promise<ImageEmbedding[]> {
    const newer =
      after &&
      sql`(${embeddings.inspectedAt}, ${embeddings.frameId}) > (${after.time.toISOString()}::timestamptz, ${after.id}::uuid)`;
    const rows = await this.database.ask((queries) =>
      queries
        .select({
          frameId: embeddings.frameId,
          station: embeddings.station,
          verdict: inspections.verdict,
          inspectedAt: embeddings.inspectedAt,
          image: embeddings.image,
        })
        .from(embeddings)
        .innerJoin(inspections, eq(inspections.frameId, embeddings.frameId))
        .where(and(eq(embeddings.backbone, backbone), newer))
        .orderBy(asc(embeddings.inspectedAt), asc(embeddings.frameId))
        .limit(limit),
    );
    return rows.map((row) => ({ ...row, image: imageOf(row.image) }));
  }

  /** Reads the patch embeddings of one frame, little-endian float16. Throws `blob-not-found`. */
  patches({ blob }: Pick<EmbeddingRow, 'blob'>): Promise<Buffer> {
    return this.blobs.get(blob);
  }

  /** Deletes all but the `keep` newest, oldest rows after their blobs; returns how many. */
  async prune(station: string, keep: number): Promise<number> {
    let deleted = 0;
    for (;;) {
      const rows = await this.database.ask((queries) =>
        queries
          .select({ frameId: embeddings.frameId, blob: embeddings.blob })
          .from(embeddings)
          .where(eq(embeddings.station, station))
          .orderBy(desc(embeddings.inspectedAt), desc(embeddings.frameId))
          .offset(keep)
          .limit(portion),
      );
      if (rows.length === 0) return deleted;
      await Promise.all(rows.map(({ blob }) => this.blobs.delete(blob)));
      const ids = rows.map(({ frameId }) => frameId);
      await this.database.ask((queries) =>
        queries.delete(embeddings).where(inArray(embeddings.frameId, ids)),
      );
      deleted += rows.length;
    }
  }

  /** Lists the stations that keep more than they shall, with how many they keep at most. */
  async overfull(): Promise<{ station: string; keep: number }[]> {
    const keep = sql<number>`coalesce((${stations.settings} #>> '{embeddings,keep}')::int, ${embeddingSettings.parse({}).keep}::int)`;
    return this.database.ask((queries) =>
      queries
        .select({ station: stations.id, keep })
        .from(stations)
        .innerJoin(embeddings, eq(embeddings.station, stations.id))
        .groupBy(stations.id)
        .having(sql`count(*) > ${keep}`),
    );
  }

  /** Counts the embeddings that a station keeps, and the bytes that they take. */
  async usage(station: string, keep: number): Promise<KeptEmbeddings> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({
          kept: sql<number>`count(*)::int`,
          bytes: sql<string>`coalesce(sum(${embeddings.bytes} + length(${embeddings.image})), 0)`,
          oldest: sql<Date | null>`min(${embeddings.inspectedAt})`,
        })
        .from(embeddings)
        .where(eq(embeddings.station, station)),
    );
    const kept = row?.kept ?? 0;
    const bytes = Number(row?.bytes ?? 0);
    const oldest = row?.oldest ? iso(new Date(row.oldest)) : null;
    const bytesEach = kept === 0 ? null : Math.round(bytes / kept);
    return { stationId: station, kept, keep, bytes, bytesEach, oldest };
  }
}

function toRow(row: typeof embeddings.$inferSelect): EmbeddingRow {
  const { frameId, station, backbone, inspectedAt, rows, columns, dimensions, blob } = row;
  const image = imageOf(row.image);
  return { frameId, station, backbone, inspectedAt, rows, columns, dimensions, blob, image };
}

/** A copy, so that the numbers lie at an address that float32 needs. */
function imageOf(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
