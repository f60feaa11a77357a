import {
  type Alert,
  type Inspection,
  type InspectionQuery,
  type Page,
  TouchstoneError,
} from '#contracts';
import { eq, gte, lt, sql } from 'drizzle-orm';
import { toAlert } from './alerts.js';
import { all, pageAfter, toPage } from './cursor.js';
import type { Database, Queries } from './database.js';
import { codeOf } from './records-trouble.js';
import { alerts, frames, inspections } from './tables.js';

export interface Recorded {
  inspection: Inspection;
  /** False: the frame had its inspection already, and this is that one. */
  fresh: boolean;
  alert: Alert | null;
}

/** The table of inspections: one per frame, ever. */
export class Inspections {
  constructor(private readonly database: Database) {}

  /**
   * Records an inspection, the frame's new state and, where asked, its alert in one transaction. Doing it
   * twice changes nothing: the second call returns what the first one stored.
   * `map` has rows * columns patch scores, row-major. Throws `frame-not-found` for a frame that is gone.
   */
  async record(entry: {
    inspection: Inspection;
    map: Float32Array;
    alert: boolean;
  }): Promise<Recorded> {
    return this.database.change(async (queries) => {
      const fresh = await insert(queries, entry.inspection, entry.map);
      if (fresh) await settleFrame(queries, entry.inspection.frameId);
      if (fresh && entry.alert) await raise(queries, entry.inspection);
      return stored(queries, entry.inspection.frameId, fresh);
    });
  }

  async find(frameId: string): Promise<Inspection | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ document: inspections.document })
        .from(inspections)
        .where(eq(inspections.frameId, frameId)),
    );
    return row?.document ?? null;
  }

  /** Throws `inspection-not-found`. */
  async get(frameId: string): Promise<Inspection> {
    return (await this.find(frameId)) ?? notYet(frameId);
  }

  /** The frame's patch scores, rows * columns, row-major. Throws `inspection-not-found`. */
  async map(frameId: string): Promise<Float32Array> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ map: inspections.map })
        .from(inspections)
        .where(eq(inspections.frameId, frameId)),
    );
    return row === undefined ? notYet(frameId) : mapOf(row.map);
  }

  /** Newest first. */
  async list(query: InspectionQuery): Promise<Page<Inspection>> {
    const page = pageAfter(inspections.inspectedAt, inspections.frameId, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select({
          document: inspections.document,
          time: inspections.inspectedAt,
          id: inspections.frameId,
        })
        .from(inspections)
        .where(all(page.where, ...filters(query)))
        .orderBy(...page.order)
        .limit(query.limit + 1),
    );
    return toPage(
      rows,
      query.limit,
      (row) => row,
      (row) => row.document,
    );
  }
}

function filters(query: InspectionQuery) {
  return [
    query.station === undefined ? undefined : eq(inspections.station, query.station),
    query.verdict === undefined ? undefined : eq(inspections.verdict, query.verdict),
    query.partId === undefined ? undefined : eq(inspections.partId, query.partId),
    query.lot === undefined ? undefined : eq(inspections.lot, query.lot),
    query.from === undefined ? undefined : gte(inspections.inspectedAt, new Date(query.from)),
    query.until === undefined ? undefined : lt(inspections.inspectedAt, new Date(query.until)),
  ];
}

async function insert(queries: Queries, inspection: Inspection, map: Float32Array) {
  const row = {
    frameId: inspection.frameId,
    station: inspection.stationId,
    partId: inspection.partId,
    lot: inspection.lot,
    verdict: inspection.verdict,
    imageScore: inspection.imageScore,
    inspectedAt: new Date(inspection.inspectedAt),
    document: inspection,
    map: Buffer.from(map.buffer, map.byteOffset, map.byteLength),
  };
  try {
    const answer = await queries.insert(inspections).values(row).onConflictDoNothing();
    return (answer.rowCount ?? 0) > 0;
  } catch (error) {
    if (codeOf(error) !== '23503') throw error;
    throw new TouchstoneError('frame-not-found', `frame ${inspection.frameId} was deleted`, {
      cause: error,
    });
  }
}

async function settleFrame(queries: Queries, frameId: string): Promise<void> {
  await queries
    .update(frames)
    .set({ state: 'inspected', failure: null })
    .where(eq(frames.id, frameId));
}

/** The alert waits for delivery only where the station has a webhook. */
async function raise(queries: Queries, inspection: Inspection): Promise<void> {
  const delivery = sql<'none' | 'pending'>`(
    SELECT CASE WHEN jsonb_typeof(settings->'webhook') = 'object' THEN 'pending' ELSE 'none' END
    FROM stations WHERE id = ${inspection.stationId})`;
  await queries
    .insert(alerts)
    .values({
      id: inspection.frameId,
      station: inspection.stationId,
      verdict: inspection.verdict,
      imageScore: inspection.imageScore,
      displayScore: inspection.displayScore,
      partId: inspection.partId,
      raisedAt: new Date(inspection.inspectedAt),
      delivery,
    })
    .onConflictDoNothing();
}

async function stored(queries: Queries, frameId: string, fresh: boolean): Promise<Recorded> {
  const [row] = await queries
    .select({ document: inspections.document, alert: alerts })
    .from(inspections)
    .leftJoin(alerts, eq(alerts.id, inspections.frameId))
    .where(eq(inspections.frameId, frameId));
  if (row === undefined) return notYet(frameId);
  return { inspection: row.document, fresh, alert: row.alert === null ? null : toAlert(row.alert) };
}

/** A copy, so that the numbers lie at an address that float32 needs. */
function mapOf(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}

function notYet(frameId: string): never {
  throw new TouchstoneError('inspection-not-found', `frame ${frameId} has no inspection yet`);
}
