import { type InspectionEntry, type RecordOutcome, recordOnce } from './record-inspection.js';
import {
  type Alert,
  type Inspection,
  inspection as inspectionShape,
  type InspectionFilters,
  type InspectionQuery,
  linksOfFrame,
  type Page,
  TouchstoneError,
} from '#contracts';
import { eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { toAlert } from './alerts.js';
import { type CameraChange, toCameraState } from '../stations/camera-change.js';
import { all, pageAfter, seenBy, toPage } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import { defectLooks } from '../database/analysis-tables.js';
import { cameraMessages, cameraStates } from '../database/loop-tables.js';
import { alerts, inspections } from '../database/tables.js';

export interface Recorded {
  inspection: Inspection;
  /** Tells whether this call recorded it; false where the frame had its inspection already, and this is that one. */
  fresh: boolean;
  alert: Alert | null;
  /** The change that the frame made to its camera's state; null when it made none. */
  camera: CameraChange | null;
}

/** The table of inspections: one per frame, ever. */
export class Inspections {
  constructor(private readonly database: Database) {}

  /**
   * Records an inspection, the frame's new state, its camera's and, where asked, its alert in one transaction. Doing
   * it twice changes nothing: the second call returns what the first one stored.
   * `map` has rows * columns patch scores, row-major; `camera` are the station's settings, or the usual ones.
   * Throws `frame-not-found` for a frame that is gone.
   */
  async record(entry: InspectionEntry): Promise<Recorded> {
    const { inspection } = entry;
    const outcome = await this.database.ask((queries) => recordOnce(queries, entry));
    if (!outcome.fresh) return this.recorded(inspection.frameId);
    const alert = outcome.delivery === null ? null : alertOf(inspection, outcome.delivery);
    return { inspection, fresh: true, alert, camera: cameraOf(inspection, outcome) };
  }

  /** Returns what an earlier `record` stored. Throws `inspection-not-found`. */
  async recorded(frameId: string): Promise<Recorded> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({
          document: inspections.document,
          alert: alerts,
          camera: cameraStates,
          told: cameraMessages,
        })
        .from(inspections)
        .leftJoin(alerts, eq(alerts.id, inspections.frameId))
        .leftJoin(cameraMessages, eq(cameraMessages.frameId, inspections.frameId))
        .leftJoin(cameraStates, eq(cameraStates.station, cameraMessages.station))
        .where(eq(inspections.frameId, frameId)),
    );
    if (row === undefined) return notYet(frameId);
    const alert = row.alert === null ? null : toAlert(row.alert);
    const inspection = inspectionShape.parse(row.document);
    return { inspection, fresh: false, alert, camera: changeOf(inspection.stationId, row) };
  }

  async find(frameId: string): Promise<Inspection | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ document: inspections.document })
        .from(inspections)
        .where(eq(inspections.frameId, frameId)),
    );
    return row === undefined ? null : inspectionShape.parse(row.document);
  }

  /** Returns the inspections that are there of these frames, by frame id. */
  async findAll(frameIds: readonly string[]): Promise<Map<string, Inspection>> {
    if (frameIds.length === 0) return new Map();
    const rows = await this.database.ask((queries) =>
      queries
        .select({ frameId: inspections.frameId, document: inspections.document })
        .from(inspections)
        .where(inArray(inspections.frameId, [...frameIds])),
    );
    return new Map(rows.map((row) => [row.frameId, inspectionShape.parse(row.document)]));
  }

  /** Returns a frame's inspection. Throws `inspection-not-found`. */
  async get(frameId: string): Promise<Inspection> {
    return (await this.find(frameId)) ?? notYet(frameId);
  }

  /** Reads the frame's patch scores, rows * columns, row-major. Throws `inspection-not-found`. */
  async map(frameId: string): Promise<Float32Array> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ map: inspections.map })
        .from(inspections)
        .where(eq(inspections.frameId, frameId)),
    );
    return row === undefined ? notYet(frameId) : mapOf(row.map);
  }

  /** Lists a page of the inspections that the query asks for, newest first. */
  async list(
    query: InspectionQuery & { stations?: readonly string[] | null },
  ): Promise<Page<Inspection>> {
    const page = pageAfter(inspections.inspectedAt, inspections.frameId, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select({
          document: inspections.document,
          time: inspections.inspectedAt,
          id: inspections.frameId,
        })
        .from(inspections)
        .where(all(page.where, seenBy(inspections.station, query.stations), ...filters(query)))
        .orderBy(...page.order)
        .limit(query.limit + 1),
    );
    return toPage(
      rows,
      query.limit,
      (row) => row,
      (row) => inspectionShape.parse(row.document),
    );
  }
}

function filters(query: InspectionFilters) {
  return [
    query.station === undefined ? undefined : eq(inspections.station, query.station),
    query.verdict === undefined ? undefined : eq(inspections.verdict, query.verdict),
    query.partId === undefined ? undefined : eq(inspections.partId, query.partId),
    query.lot === undefined ? undefined : eq(inspections.lot, query.lot),
    query.model === undefined
      ? undefined
      : sql`${inspections.document} #>> '{model,id}' = ${query.model}`,
    query.family === undefined ? undefined : inFamily(query.family),
    query.from === undefined ? undefined : gte(inspections.inspectedAt, new Date(query.from)),
    query.until === undefined ? undefined : lt(inspections.inspectedAt, new Date(query.until)),
  ];
}

function inFamily(family: string) {
  return sql`EXISTS (SELECT 1 FROM ${defectLooks}
    WHERE ${defectLooks.frameId} = ${inspections.frameId} AND ${defectLooks.family} = ${family}::uuid)`;
}

function cameraOf({ stationId }: Inspection, { camera, told }: RecordOutcome): CameraChange | null {
  return camera === null ? null : { state: toCameraState(stationId, camera), delivery: told };
}

/** Returns the camera's change, also for a repeated job: only what may still have to be told. */
function changeOf(
  station: string,
  {
    camera,
    told,
  }: {
    camera: typeof cameraStates.$inferSelect | null;
    told: typeof cameraMessages.$inferSelect | null;
  },
): CameraChange | null {
  if (camera === null || told === null) return null;
  const state = toCameraState(station, { ...camera, in_a_row: camera.inARow });
  return { state, delivery: told.delivery === 'pending' ? 'pending' : 'none' };
}

/** The alert as its row was just written. */
function alertOf(inspection: Inspection, delivery: Alert['delivery']): Alert {
  const { frameId, stationId, verdict, imageScore, displayScore, partId, inspectedAt } = inspection;
  return {
    id: frameId,
    stationId,
    frameId,
    verdict,
    imageScore,
    displayScore,
    partId,
    raisedAt: new Date(inspectedAt).toISOString(),
    acknowledgedAt: null,
    acknowledgedBy: null,
    delivery,
    links: linksOfFrame(frameId),
  };
}

/** A copy, so that the numbers lie at an address that float32 needs. */
function mapOf(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}

function notYet(frameId: string): never {
  throw new TouchstoneError('inspection-not-found', `frame ${frameId} has no inspection yet`);
}
