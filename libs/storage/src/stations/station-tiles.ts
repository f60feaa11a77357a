import {
  type CameraState,
  inspection as inspectionShape,
  type LimitsByHand,
  mostOfTile,
  rateOf,
  type StationTile,
  stationSettings,
  wallHours,
} from '#contracts';
import { sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { alerts, inspections, jobs, models, stations } from '../database/tables.js';
import { toModelSummary } from '../models/models.js';
import { type CameraRow, toCameraState } from './camera-change.js';
import { newestTrouble } from './model-refusals.js';

/** A tile without what other tables say: the gate, and the frames that wait. */
export type TileOfRecords = Omit<StationTile, 'gate' | 'waiting'>;

interface Row extends Record<string, unknown> {
  id: string;
  settings: unknown;
  manifest: typeof models.$inferSelect.manifest | null;
  byHand: LimitsByHand | null;
  trouble: StationTile['trouble'];
  camera: CameraRow | null;
  last: unknown;
  pause: number | null;
  verdict: number | null;
  frames: number;
  defects: number;
  alerts: number;
  job: StationTile['job'];
}

/** Gaps between fewer frames than this say nothing of a line's rhythm. */
const fewestFrames = 5;
/** The rhythm is that of so many of the newest frames. */
const rhythmOf = 30;

/** Stations at a glance, all in one query. */
export class StationTiles {
  constructor(private readonly database: Database) {}

  /** Reads the tiles of all stations, or of one, by name. */
  async read(now: Date, station?: string): Promise<TileOfRecords[]> {
    const since = new Date(now.getTime() - wallHours * 3_600_000);
    const { rows } = await this.database.ask((queries) =>
      queries.execute<Row>(sql`
        SELECT stations.id, stations.settings, models.manifest, models.limits_by_hand AS "byHand",
          ${newestTrouble(stations.id, stations.activeModel)} AS trouble,
          (SELECT row_to_json(one) FROM camera_states AS one WHERE one.station = stations.id) AS camera,
          newest.document AS last, rhythm.pause, rhythm.verdict, recent.frames, recent.defects,
          (SELECT count(*)::int FROM ${alerts} WHERE station = stations.id AND acknowledged_at IS NULL) AS alerts,
          ${oldestJob} AS job
        FROM ${stations} LEFT JOIN ${models} ON models.id = stations.active_model
          LEFT JOIN LATERAL (${newest(sql`document`, 1)}) AS newest ON true
          LEFT JOIN LATERAL (${rhythm}) AS rhythm ON true
          LEFT JOIN LATERAL (${recent(since)}) AS recent ON true
        WHERE ${station === undefined ? sql`true` : sql`stations.id = ${station}`}
        ORDER BY stations.id LIMIT 500`),
    );
    return rows.map(toTile);
  }
}

/** The newest inspections of the station at hand, by the index that lists them. */
function newest(columns: ReturnType<typeof sql>, most: number) {
  return sql`SELECT ${columns} FROM ${inspections} WHERE station = stations.id
    ORDER BY inspected_at DESC, frame_id DESC LIMIT ${most}`;
}

const rhythm = sql`
  SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY gap) AS pause,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY took) AS verdict
  FROM (SELECT 1000 * extract(epoch FROM inspected_at - lag(inspected_at) OVER (ORDER BY inspected_at)) AS gap, took
    FROM (${newest(sql`inspected_at, (document #>> '{times,totalMs}')::float8 AS took`, rhythmOf + 1)}) AS last) AS gaps
  HAVING count(*) >= ${fewestFrames}`;

function recent(since: Date) {
  return sql`
    SELECT count(*)::int AS frames, (count(*) FILTER (WHERE verdict = 'defect'))::int AS defects
    FROM (${newest(sql`verdict, inspected_at`, mostOfTile)}) AS last
    WHERE verdict <> 'invalid' AND inspected_at > ${since.toISOString()}::timestamptz`;
}

const oldestJob = sql`(SELECT json_build_object('kind', kind, 'state', state,
    'done', progress->'done', 'of', progress->'of')
  FROM ${jobs} WHERE station = stations.id AND state IN ('queued', 'running')
  ORDER BY state = 'running' DESC, requested_at LIMIT 1)`;

function toTile(row: Row): TileOfRecords {
  const settings = stationSettings.parse(row.settings);
  return {
    stationId: row.id,
    title: settings.title,
    model: row.manifest && toModelSummary(row.manifest, 'active', row.byHand),
    trouble: row.trouble,
    camera: cameraOf(row),
    last: row.last === null ? null : inspectionShape.parse(row.last),
    usualPauseMs: row.pause,
    usualVerdictMs: row.verdict,
    alarms: { frames: row.frames, defects: row.defects, budget: rateOf(settings.targets.reject) },
    openAlerts: row.alerts,
    job: row.job,
  };
}

function cameraOf({ id, camera }: Row): CameraState {
  return toCameraState(id, camera);
}
