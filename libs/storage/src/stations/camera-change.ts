import type { CameraFault, CameraSettings, CameraState, Inspection } from '#contracts';
import { type SQL, sql } from 'drizzle-orm';

/** The change that a frame made to the state of its station's camera. */
export interface CameraChange {
  readonly state: CameraState;
  /** The delivery of the message to the webhook that the frame made; null without one. */
  readonly delivery: 'none' | 'pending' | null;
}

export interface CameraRow {
  in_a_row: number;
  fault: CameraFault | null;
  since: string | Date | null;
  alerted: boolean;
}

/** Returns a row of `camera_states` for people; between faults nothing is left of the last one. */
export function toCameraState(stationId: string, row: CameraRow | null): CameraState {
  if (row === null || row.in_a_row === 0)
    return { stationId, inARow: 0, fault: null, since: null, alerted: false };
  const since = row.since === null ? null : new Date(row.since).toISOString();
  return { stationId, inARow: row.in_a_row, fault: row.fault, since, alerted: row.alerted };
}

/**
 * Returns the part of the statement that records an inspection: the station's row of invalid frames grows, or ends,
 * once per frame, and the frame that reaches `alertAfter`, or ends an alerted row, writes one message. It gives the
 * common table expressions `camera` and `told`. A station whose camera is well has no row that is written, and no lock.
 */
export function cameraSteps(inspection: Inspection, { alertAfter }: CameraSettings): SQL {
  const { fault, goldenPart } = inspection;
  const change =
    goldenPart !== null
      ? untouched
      : fault === null
        ? ended(inspection)
        : grown(inspection, fault, alertAfter);
  return sql`${change}, told AS (
      INSERT INTO camera_messages (frame_id, station, change, fault, in_a_row, since, at, delivery)
      SELECT camera.changed_by, camera.station, ${fault === null ? 'cleared' : 'raised'}, camera.fault,
        camera.counted, camera.since, ${inspection.inspectedAt}::timestamptz,
        CASE WHEN jsonb_typeof(settings->'webhook') = 'object' THEN 'pending' ELSE 'none' END
      FROM camera JOIN stations ON stations.id = camera.station
      WHERE camera.changed_by = ${inspection.frameId}::uuid
      RETURNING delivery
    )`;
}

/** The expressions for golden parts, which are shown on purpose: they say nothing of the line's camera. */
const untouched = sql`camera AS (
      SELECT *, in_a_row AS counted FROM camera_states WHERE false
    )`;

/** An invalid frame. The row of the station is locked, so that of several workers one reaches the number. */
function grown(
  { frameId, stationId, acceptedAt, inspectedAt }: Inspection,
  fault: CameraFault,
  alertAfter: number,
): SQL {
  return sql`camera AS (
      INSERT INTO camera_states AS now
        (station, in_a_row, fault, since, alerted, changed_by, last_invalid)
      SELECT stations.id, 1, ${JSON.stringify(fault)}::jsonb, ${inspectedAt}::timestamptz, ${alertAfter <= 1}::boolean,
        ${alertAfter <= 1 ? frameId : null}::uuid, ${acceptedAt}::timestamptz
      FROM inspected JOIN stations ON stations.id = ${stationId}
      ON CONFLICT (station) DO UPDATE SET
        in_a_row = now.in_a_row + 1,
        fault = EXCLUDED.fault,
        since = CASE WHEN now.in_a_row = 0 THEN EXCLUDED.since ELSE now.since END,
        alerted = now.alerted OR now.in_a_row + 1 >= ${alertAfter}::int,
        changed_by = CASE WHEN NOT now.alerted AND now.in_a_row + 1 >= ${alertAfter}::int
          THEN ${frameId}::uuid ELSE now.changed_by END,
        last_invalid = greatest(now.last_invalid, EXCLUDED.last_invalid)
      RETURNING *, in_a_row AS counted
    )`;
}

/** A valid frame, accepted after the last invalid one: frames are not recorded in the order of their pictures. */
function ended({ frameId, stationId, acceptedAt }: Inspection): SQL {
  return sql`camera AS (
      UPDATE camera_states AS now SET
        in_a_row = 0,
        alerted = false,
        changed_by = CASE WHEN now.alerted THEN ${frameId}::uuid ELSE now.changed_by END
      FROM inspected, (SELECT station, in_a_row FROM camera_states WHERE station = ${stationId}) AS before
      WHERE now.station = before.station AND now.in_a_row > 0
        AND now.last_invalid < ${acceptedAt}::timestamptz
      RETURNING now.*, before.in_a_row AS counted
    )`;
}
