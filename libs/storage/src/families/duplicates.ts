import { and, asc, desc, eq, gte, lte, sql } from 'drizzle-orm';
import { duplicateFrames, duplicateStates } from '../database/analysis-tables.js';
import { all, type Place } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { floatsOf } from '../database/float-bytes.js';
import { embeddings } from '../database/loop-tables.js';
import { inspections } from '../database/tables.js';

/** An inspected frame with its image embedding. */
export interface EmbeddedFrame {
  frameId: string;
  madeWith: string;
  inspectedAt: Date;
  image: Float32Array;
}

export interface FoundDuplicate {
  frameId: string;
  /** The frame before it that shows the same thing, the first of its group. */
  first: string;
  /** The cosine distance from the first frame. */
  distance: number;
  seenAt: Date;
}

/** The reads and writes of one round of looking for duplicates, in one transaction. */
export interface DuplicateStep {
  cursor: Place | null;
  /** Lists the frames after a place, oldest first. */
  fresh(after: Place | null, until: Date, limit: number): Promise<EmbeddedFrame[]>;
  /** Lists the newest frames at or before this place, oldest first. */
  before(place: Place, limit: number): Promise<EmbeddedFrame[]>;
  /** Lists the duplicates found since then, each with the first frame of its group. */
  known(since: Date): Promise<FoundDuplicate[]>;
  keep(found: readonly FoundDuplicate[], cursor: Place): Promise<void>;
}

export interface ReportedFrame {
  frameId: string;
  first: string;
  distance: number;
  partId: string | null;
  seenAt: Date;
}

/** Frames that show what another one showed shortly before. */
export class Duplicates {
  constructor(private readonly database: Database) {}

  /** Lends a station's watch for one step; null where another calibrator has it in hand. */
  async advance<T>(station: string, work: (step: DuplicateStep) => Promise<T>): Promise<T | null> {
    return this.database.change(async (queries) => {
      const locked = await queries.execute<{ mine: boolean }>(
        sql`SELECT pg_try_advisory_xact_lock(hashtext('duplicates'), hashtext(${station})) AS mine`,
      );
      if (locked.rows[0]?.mine !== true) return null;
      return work(await stepOf(queries, station));
    });
  }

  /** Duplicates of these hours with the firsts of their groups, oldest first, and how many frames were compared. */
  async since(station: string, since: Date): Promise<{ frames: number; items: ReportedFrame[] }> {
    const [counted, rows] = await Promise.all([
      this.database.ask((queries) =>
        queries
          .select({ frames: sql<number>`count(*)::int` })
          .from(embeddings)
          .where(and(eq(embeddings.station, station), gte(embeddings.inspectedAt, since))),
      ),
      this.database.ask((queries) =>
        queries
          .select({
            frameId: inspections.frameId,
            first: sql<string>`coalesce(${duplicateFrames.first}, ${inspections.frameId})`,
            distance: sql<number>`coalesce(${duplicateFrames.distance}, 0)`,
            partId: inspections.partId,
            seenAt: inspections.inspectedAt,
          })
          .from(inspections)
          .leftJoin(duplicateFrames, eq(duplicateFrames.frameId, inspections.frameId))
          .where(
            and(
              eq(inspections.station, station),
              sql`${inspections.frameId} IN (
                SELECT frame_id FROM duplicate_frames WHERE station = ${station} AND seen_at >= ${since.toISOString()}::timestamptz
                UNION SELECT first FROM duplicate_frames WHERE station = ${station} AND seen_at >= ${since.toISOString()}::timestamptz)`,
            ),
          )
          .orderBy(asc(inspections.inspectedAt), asc(inspections.frameId)),
      ),
    ]);
    return { frames: counted[0]?.frames ?? 0, items: rows };
  }
}

async function stepOf(queries: Queries, station: string): Promise<DuplicateStep> {
  const [row] = await queries
    .select()
    .from(duplicateStates)
    .where(eq(duplicateStates.station, station));
  return {
    cursor: row === undefined ? null : { time: row.cursorAt, id: row.cursorId },
    fresh: async (after, until, limit) => {
      const newer = after && sql`${placeOf} > ${rowOf(after)}`;
      const where = all(eq(embeddings.station, station), lte(embeddings.inspectedAt, until), newer ?? undefined); // prettier-ignore
      const order = [asc(embeddings.inspectedAt), asc(embeddings.frameId)] as const;
      const rows = await queries.select().from(embeddings).where(where).orderBy(...order).limit(limit); // prettier-ignore
      return rows.map(toEmbedded);
    },
    before: async (place, limit) => {
      const where = and(eq(embeddings.station, station), sql`${placeOf} <= ${rowOf(place)}`);
      const order = [desc(embeddings.inspectedAt), desc(embeddings.frameId)] as const;
      const rows = await queries.select().from(embeddings).where(where).orderBy(...order).limit(limit); // prettier-ignore
      return rows.map(toEmbedded).reverse();
    },
    known: (since) =>
      queries
        .select()
        .from(duplicateFrames)
        .where(and(eq(duplicateFrames.station, station), gte(duplicateFrames.seenAt, since))),
    keep: async (found, cursor) => {
      const rows = found.map((one) => ({ ...one, station }));
      if (rows.length > 0) await queries.insert(duplicateFrames).values(rows).onConflictDoNothing();
      const state = { station, cursorAt: cursor.time, cursorId: cursor.id };
      await queries
        .insert(duplicateStates)
        .values(state)
        .onConflictDoUpdate({ target: duplicateStates.station, set: state });
    },
  };
}

const placeOf = sql`(${embeddings.inspectedAt}, ${embeddings.frameId})`;

function rowOf({ time, id }: Place) {
  return sql`(${time.toISOString()}::timestamptz, ${id}::uuid)`;
}

function toEmbedded(row: typeof embeddings.$inferSelect): EmbeddedFrame {
  const { frameId, backbone, inspectedAt, image } = row;
  return { frameId, madeWith: backbone, inspectedAt, image: floatsOf(image) };
}
