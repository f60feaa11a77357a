import type { ImageQuality, Inspection } from '#contracts';
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Place } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { forgetWindows, keepWindows } from './drift-windows.js';
import { driftStates, embeddings, normalEmbeddings } from '../database/loop-tables.js';
import { inspections, normals } from '../database/tables.js';

/** The state of a station's watch: the model it watches, the place up to which it has read, and its tests. */
export interface DriftState {
  model: string;
  /** The place up to which the watch has read, included; null when it has read nothing yet. */
  cursor: Place | null;
  state: Record<string, unknown>;
}

export interface WatchedInspection {
  inspection: Inspection;
  /** The image embedding with the hash of all that it was made with; null where it is not kept (yet). */
  embedding: { image: Float32Array; madeWith: string } | null;
}

/** The kept figures and image embedding of a normal's picture. */
export interface NormalFigures {
  normalId: string;
  partId: string | null;
  quality: ImageQuality | null;
  image: Float32Array;
}

/** The reads and writes that a step of the watch may make, all of them in the step's transaction. */
export interface DriftStep {
  read(after: Place | null, until: Date, limit: number): Promise<WatchedInspection[]>;
  keepWindows(
    span: { from: Date; until: Date },
    embeddingShift: (starts: string) => number | null,
  ): Promise<void>;
  forgetWindows(before: Date): Promise<void>;
}

/** The watch of each station. */
export class Drift {
  constructor(private readonly database: Database) {}

  async find(station: string): Promise<DriftState | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(driftStates).where(eq(driftStates.station, station)),
    );
    return row === undefined ? null : toState(row);
  }

  /**
   * Lends the state for one step of the watch; what `work` returns is stored with it, in one transaction, so that
   * every inspection counts once however often a watch is killed. A state that another watch has in hand is left to it.
   */
  async advance(
    station: string,
    work: (state: DriftState | null, step: DriftStep) => Promise<DriftState | null>,
    now: Date,
  ): Promise<void> {
    await this.database.change(async (queries) => {
      const locked = await queries.execute<{ mine: boolean }>(
        sql`SELECT pg_try_advisory_xact_lock(hashtext('drift'), hashtext(${station})) AS mine`,
      );
      if (locked.rows[0]?.mine !== true) return;
      const [row] = await queries
        .select()
        .from(driftStates)
        .where(eq(driftStates.station, station));
      const next = await work(row === undefined ? null : toState(row), stepOf(queries, station));
      if (next !== null) await store(queries, station, next, now);
    });
  }

  /** Lists the figures of the normals that were in by then and whose embeddings were made alike, oldest first. */
  async normals(station: string, madeWith: string, until: Date): Promise<NormalFigures[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({
          normalId: normals.id,
          partId: normals.partId,
          quality: normalEmbeddings.quality,
          image: normalEmbeddings.image,
        })
        .from(normals)
        .innerJoin(normalEmbeddings, eq(normalEmbeddings.normalId, normals.id))
        .where(
          and(
            eq(normals.station, station),
            eq(normals.state, 'in'),
            lte(normals.addedAt, until),
            eq(normalEmbeddings.madeWith, madeWith),
          ),
        )
        .orderBy(asc(normals.addedAt), asc(normals.id)),
    );
    return rows.map((row) => ({ ...row, image: floatsOf(row.image) }));
  }
}

function stepOf(queries: Queries, station: string): DriftStep {
  return {
    read: (after, until, limit) => readAfter(queries, station, after, until, limit),
    keepWindows: (span, embeddingShift) => keepWindows(queries, station, span, embeddingShift),
    forgetWindows: (before) => forgetWindows(queries, station, before),
  };
}

async function store(
  queries: Queries,
  station: string,
  state: DriftState,
  now: Date,
): Promise<void> {
  const row = {
    station,
    model: state.model,
    state: state.state,
    updatedAt: now,
    cursorAt: state.cursor?.time ?? null,
    cursorId: state.cursor?.id ?? null,
  };
  await queries
    .insert(driftStates)
    .values(row)
    .onConflictDoUpdate({ target: driftStates.station, set: row });
}

/** Reads the inspections after a place, oldest first. */
async function readAfter(
  queries: Queries,
  station: string,
  after: Place | null,
  until: Date,
  limit: number,
): Promise<WatchedInspection[]> {
  const newer =
    after &&
    sql`(${inspections.inspectedAt}, ${inspections.frameId}) > (${after.time.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const rows = await queries
    .select({
      inspection: inspections.document,
      image: embeddings.image,
      madeWith: embeddings.backbone,
    })
    .from(inspections)
    .leftJoin(embeddings, eq(embeddings.frameId, inspections.frameId))
    .where(
      and(
        eq(inspections.station, station),
        sql`${inspections.inspectedAt} <= ${until.toISOString()}::timestamptz`,
        newer ?? undefined,
      ),
    )
    .orderBy(asc(inspections.inspectedAt), asc(inspections.frameId))
    .limit(limit);
  return rows.map(({ inspection, image, madeWith }) => ({
    inspection,
    embedding: image === null || madeWith === null ? null : { image: floatsOf(image), madeWith },
  }));
}

/** A copy, so that the numbers lie at an address that float32 needs. */
function floatsOf(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}

function toState(row: typeof driftStates.$inferSelect): DriftState {
  const { cursorAt, cursorId } = row;
  const cursor = cursorAt && cursorId ? { time: cursorAt, id: cursorId } : null;
  return { model: row.model ?? '', cursor, state: row.state };
}
