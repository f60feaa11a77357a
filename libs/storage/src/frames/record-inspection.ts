import { type CameraSettings, cameraSettings, type Inspection, TouchstoneError } from '#contracts';
import { sql } from 'drizzle-orm';
import { type CameraRow, cameraSteps } from '../stations/camera-change.js';
import { answeredInTime } from './deadlines.js';
import type { Queries } from '../database/database.js';
import { codeOf } from '../database/records-trouble.js';

export interface InspectionEntry {
  readonly inspection: Inspection;
  readonly map: Float32Array;
  readonly alert: boolean;
  readonly camera?: CameraSettings;
  /** The entry of the defect memory without which the verdict would be another one. */
  readonly changedBy?: string | null;
}

export interface RecordOutcome {
  fresh: boolean;
  /** The delivery of the alert that was raised; null without one. */
  delivery: 'none' | 'pending' | null;
  camera: CameraRow | null;
  told: 'none' | 'pending' | null;
}

/**
 * Records inspection, frame, camera and alert in one statement: one transaction, and one round trip in place of seven.
 * The alert waits for delivery only where the station has a webhook; the outbox is filled only while it has a reader.
 */
export async function recordOnce(
  queries: Queries,
  { inspection, map, alert, camera = cameraSettings.parse({}), changedBy = null }: InspectionEntry,
): Promise<RecordOutcome> {
  const { frameId, stationId, partId, lot, verdict, imageScore, displayScore } = inspection;
  const at = new Date(inspection.inspectedAt);
  const bytes = Buffer.from(map.buffer, map.byteOffset, map.byteLength);
  const statement = sql`
    WITH inspected AS (
      INSERT INTO inspections
        (frame_id, station, part_id, lot, verdict, image_score, inspected_at, document, map)
      VALUES (${frameId}, ${stationId}, ${partId}, ${lot}, ${verdict}, ${imageScore}, ${at.toISOString()},
        ${JSON.stringify(inspection)}, ${bytes})
      ON CONFLICT DO NOTHING RETURNING frame_id
    ), settled AS (
      UPDATE frames SET state = 'inspected', failure = NULL, ${answeredInTime(verdict)}
      FROM inspected WHERE frames.id = inspected.frame_id
    ), raised AS (
      INSERT INTO alerts
        (id, station, verdict, image_score, display_score, part_id, raised_at, delivery)
      SELECT inspected.frame_id, stations.id, ${verdict}, ${imageScore}::float8, ${displayScore}::float8, ${partId}, ${at.toISOString()}::timestamptz,
        CASE WHEN jsonb_typeof(settings->'webhook') = 'object' THEN 'pending' ELSE 'none' END
      FROM inspected JOIN stations ON stations.id = ${stationId} WHERE ${alert}::boolean
      RETURNING delivery
    ), counted AS (
      UPDATE defect_memory SET verdicts_changed = verdicts_changed + 1
      FROM inspected WHERE defect_memory.id = ${changedBy}::uuid
    ), ${cameraSteps(inspection, camera)}, owed AS (
      INSERT INTO outbox (kind, frame_id)
      SELECT kind, ${frameId}::uuid FROM (
        SELECT 'inspection' AS kind FROM inspected
        UNION ALL SELECT 'alert' FROM raised
        UNION ALL SELECT 'camera' FROM told
      ) AS news
      WHERE EXISTS (SELECT 1 FROM outbox_readers)
    )
    SELECT EXISTS (SELECT 1 FROM inspected) AS fresh, (SELECT delivery FROM raised) AS delivery,
      (SELECT to_jsonb(camera) FROM camera) AS camera, (SELECT delivery FROM told) AS told`;
  try {
    const { rows } = await queries.execute(statement);
    return rows[0] as unknown as RecordOutcome;
  } catch (error) {
    if (codeOf(error) !== '23503') throw error;
    throw new TouchstoneError('frame-not-found', `frame ${frameId} was deleted`, { cause: error });
  }
}
