import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Verdict } from '#contracts';
import type { Blobs } from '../blobs/blobs.js';
import { all } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { embeddings } from '../database/loop-tables.js';
import { frames, inspections } from '../database/tables.js';
import { iso } from './stored-image.js';

/** The number of pictures that are marked by one statement, and whose blobs are deleted side by side. */
const portion = 200;

/** The conditions on the pictures that may go; all of these must hold. */
export interface PicturesToDelete {
  /** The station of the pictures; null: of any station. */
  station: string | null;
  verdict: Verdict;
  /** Accepted before this instant. */
  before?: Date;
  /** One in so many stays, always the same ones, chosen by a hash of the frame's id. */
  exceptOneIn?: number;
}

/** The number of pictures that were deleted, and the bytes that they took. */
export interface DeletedPictures {
  pictures: number;
  bytes: number;
}

/**
 * A frame that people hold keeps its picture and its records: one with an answer that stands, with an alert that
 * nobody has acknowledged or that is still being delivered, one of a golden part, and one that was drawn for a blind review.
 */
const held = sql`(frames.golden_part IS NOT NULL
  OR EXISTS (SELECT 1 FROM escape_draws WHERE escape_draws.frame_id = frames.id AND escape_draws.waits)
  OR EXISTS (SELECT 1 FROM reviews WHERE reviews.frame_id = frames.id AND reviews.undone_at IS NULL)
  OR EXISTS (SELECT 1 FROM alerts WHERE alerts.id = frames.id
    AND (alerts.acknowledged_at IS NULL OR alerts.delivery = 'pending')))`;

/** The pictures of inspected frames, as long as they are kept. */
export class KeptPictures {
  constructor(
    private readonly database: Database,
    private readonly blobs: Blobs,
  ) {}

  /** Returns when the pictures of these frames were deleted, by frame id; those whose picture is there are missing. */
  async deletedOf(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.ask((queries) =>
      queries
        .select({ id: frames.id, at: frames.pictureDeletedAt })
        .from(frames)
        .where(and(inArray(frames.id, [...ids]), isNotNull(frames.pictureDeletedAt))),
    );
    return new Map(rows.map(({ id, at }) => [id, iso(at!)]));
  }

  /**
   * Deletes the oldest of these pictures until at least so many bytes are freed, or none is left. A frame is marked
   * before its blob goes, so that nobody is promised a picture that is not there.
   */
  async deleteOldest(
    which: PicturesToDelete,
    at: Date,
    bytes = Infinity,
  ): Promise<DeletedPictures> {
    const deleted = { pictures: 0, bytes: 0 };
    while (deleted.bytes < bytes) {
      const rows = await this.mark(which, at, bytes - deleted.bytes);
      await this.deleteBlobs(rows);
      deleted.pictures += rows.length;
      deleted.bytes += rows.reduce((sum, row) => sum + row.bytes, 0);
      if (rows.length < portion) break;
    }
    return deleted;
  }

  /** Returns when the newest picture beyond the `most` newest of its verdict was accepted; null where there are not so many. */
  async beyond(station: string, verdict: Verdict, most: number): Promise<Date | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ acceptedAt: frames.acceptedAt })
        .from(frames)
        .innerJoin(inspections, eq(inspections.frameId, frames.id))
        .where(
          and(
            eq(frames.station, station),
            isNull(frames.pictureDeletedAt),
            eq(inspections.verdict, verdict),
          ),
        )
        .orderBy(desc(frames.acceptedAt), desc(frames.id))
        .offset(most)
        .limit(1),
    );
    return row?.acceptedAt ?? null;
  }

  /** Returns the bytes of a station's pictures, those that are not inspected yet among them. */
  async bytesOf(station: string): Promise<number> {
    return this.sum(and(eq(frames.station, station), isNull(frames.pictureDeletedAt)));
  }

  /**
   * Returns the bytes of pictures that came in since then, less those of pictures that were deleted since then. It goes
   * over all frames of that time: ask seldom.
   */
  async grownSince(since: Date): Promise<number> {
    const came = await this.sum(gte(frames.acceptedAt, since));
    const went = await this.sum(
      and(isNotNull(frames.pictureDeletedAt), gte(frames.pictureDeletedAt, since)),
    );
    return came - went;
  }

  /** Deletes again what was marked since then: a process that was killed between mark and blob has left the blob. */
  async deleteMarked(since: Date): Promise<void> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await this.database.ask((queries) =>
        queries
          .select({ id: frames.id, blob: frames.blob })
          .from(frames)
          .where(and(gte(frames.pictureDeletedAt, since), gt(frames.id, after)))
          .orderBy(frames.id)
          .limit(portion),
      );
      await this.deleteBlobs(rows);
      if (rows.length < portion) return;
      after = rows.at(-1)!.id;
    }
  }

  /**
   * Deletes the oldest frames of a station that were accepted before this instant, with all their records, pictures and
   * embeddings, a portion at a time so that no lock is held for long; returns how many.
   */
  async deleteRecords(station: string, before: Date): Promise<number> {
    let deleted = 0;
    for (;;) {
      const gone = await this.database.change((queries) =>
        this.deletePortion(queries, station, before),
      );
      deleted += gone;
      if (gone < portion) return deleted;
    }
  }

  /** The blobs go before the rows are gone for good: a process that is killed meanwhile leaves rows, which the next round takes. */
  private async deletePortion(queries: Queries, station: string, before: Date): Promise<number> {
    const rows = await queries
      .select({ id: frames.id, blob: frames.blob })
      .from(frames)
      .where(
        and(
          eq(frames.station, station),
          eq(frames.state, 'inspected'),
          lt(frames.acceptedAt, before),
          sql`NOT ${held}`,
        ),
      )
      .orderBy(frames.acceptedAt, frames.id)
      .limit(portion)
      .for('update', { skipLocked: true });
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    const embedded = await queries
      .select({ blob: embeddings.blob })
      .from(embeddings)
      .where(inArray(embeddings.frameId, ids));
    await this.deleteBlobs(rows);
    await this.deleteBlobs(embedded);
    await queries.delete(frames).where(inArray(frames.id, ids));
    return rows.length;
  }

  /** Marks the oldest that hold so many bytes. Frames that somebody is answering just now are locked, and left. */
  private async mark(
    { station, verdict, before, exceptOneIn = 1 }: PicturesToDelete,
    at: Date,
    bytes: number,
  ): Promise<{ blob: string; bytes: number }[]> {
    const which = all(
      isNull(frames.pictureDeletedAt),
      eq(frames.state, 'inspected'),
      eq(inspections.verdict, verdict),
      station === null ? undefined : eq(frames.station, station),
      before === undefined ? undefined : lt(frames.acceptedAt, before),
      exceptOneIn === 1 ? undefined : notOneIn(exceptOneIn),
      sql`NOT ${held}`,
    );
    const { rows } = await this.database.ask((queries) =>
      queries.execute<{ blob: string; bytes: number }>(sql`
        WITH oldest AS (
          SELECT frames.id, frames.accepted_at, frames.bytes
          FROM frames JOIN inspections ON inspections.frame_id = frames.id
          WHERE ${which} ORDER BY frames.accepted_at, frames.id LIMIT ${portion}
          FOR UPDATE OF frames SKIP LOCKED
        ), summed AS (
          SELECT id, sum(bytes) OVER (ORDER BY accepted_at, id) - bytes AS bytes_before FROM oldest
        )
        UPDATE frames SET picture_deleted_at = ${at.toISOString()} FROM summed
        WHERE frames.id = summed.id AND bytes_before < ${Math.min(bytes, Number.MAX_SAFE_INTEGER)}::float8
        RETURNING frames.blob, frames.bytes`),
    );
    return rows;
  }

  private async deleteBlobs(rows: readonly { blob: string }[]): Promise<void> {
    await Promise.all(rows.map(({ blob }) => this.blobs.delete(blob)));
  }

  private async sum(which: SQL | undefined): Promise<number> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ bytes: sql<string>`coalesce(sum(${frames.bytes}), 0)` })
        .from(frames)
        .where(which),
    );
    return Number(row?.bytes ?? 0);
  }
}

/** Holds for all frames but one in n: the first 28 bits of the MD5 hash of the id, modulo n, are not 0. */
function notOneIn(n: number): SQL {
  return sql`('x' || substr(md5(frames.id::text), 1, 7))::bit(28)::int % ${n}::int <> 0`;
}
