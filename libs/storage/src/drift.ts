import type { DriftWindow, Inspection } from '#contracts';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Place } from './cursor.js';
import type { Database, Queries } from './database.js';
import { driftStates, embeddings } from './loop-tables.js';
import { inspections, stations } from './tables.js';

/** What the watch of a station knows: which model it watches, up to where it has read, and its tests. */
export interface DriftState {
  model: string;
  /** Up to here, included; null: nothing yet. */
  cursor: Place | null;
  state: Record<string, unknown>;
}

export interface WatchedInspection {
  inspection: Inspection;
  /** The image embedding; null where it is not kept (yet). */
  image: Float32Array | null;
}

/** The watch of each station: its state, and figures by stretches of time. */
export class Drift {
  constructor(private readonly database: Database) {}

  /** Stations with an active model. */
  async stations(): Promise<{ id: string; model: string }[]> {
    const rows = await this.database.ask((queries) =>
      queries.select({ id: stations.id, model: stations.activeModel }).from(stations),
    );
    return rows.flatMap(({ id, model }) => (model === null ? [] : [{ id, model }]));
  }

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
    work: (
      state: DriftState | null,
      read: (after: Place | null, until: Date, limit: number) => Promise<WatchedInspection[]>,
    ) => Promise<DriftState | null>,
    now: Date,
  ): Promise<void> {
    await this.database.change(async (queries) => {
      const locked = await queries.execute<{ mine: boolean }>(
        sql`SELECT pg_try_advisory_xact_lock(hashtext(${`drift ${station}`})) AS mine`,
      );
      if (locked.rows[0]?.mine !== true) return;
      const [row] = await queries
        .select()
        .from(driftStates)
        .where(eq(driftStates.station, station));
      const read = (after: Place | null, until: Date, limit: number) =>
        readAfter(queries, station, after, until, limit);
      const next = await work(row === undefined ? null : toState(row), read);
      if (next !== null) await store(queries, station, next, now);
    });
  }

  /** Figures by stretches of so many minutes, oldest first, from the inspections themselves. */
  async windows(station: string, from: Date, minutes: number): Promise<DriftWindow[]> {
    const rows = await this.database.ask((queries) =>
      queries.execute<WindowRow>(sql`
        SELECT date_bin(${`${minutes} minutes`}::interval, inspected_at, 'epoch'::timestamptz) AS starts,
          count(*)::int AS frames,
          (count(*) FILTER (WHERE verdict = 'defect'))::int AS alarms,
          (count(*) FILTER (WHERE verdict = 'invalid'))::int AS invalid,
          percentile_disc(ARRAY[0.1, 0.5, 0.9, 0.99]) WITHIN GROUP (ORDER BY image_score) AS score,
          ${median('focus')} AS focus, ${median('exposure')} AS exposure,
          ${median('castRed')} AS cast_red, ${median('castBlue')} AS cast_blue,
          ${median('shiftX')} AS shift_x, ${median('shiftY')} AS shift_y
        FROM inspections WHERE station = ${station} AND inspected_at >= ${from.toISOString()}::timestamptz
        GROUP BY starts ORDER BY starts`),
    );
    return rows.rows.map((row) => toWindow(row, minutes));
  }

  /** Parts, and those called a defect, since an instant: promise beside practice. Golden parts do not count. */
  async observed(station: string, from: Date): Promise<{ parts: number; alarms: number }> {
    const rows = await this.database.ask((queries) =>
      queries.execute<{ parts: number; alarms: number }>(sql`
        SELECT count(*)::int AS parts, (count(*) FILTER (WHERE alarm))::int AS alarms FROM (
          SELECT bool_or(verdict = 'defect') AS alarm FROM inspections
          WHERE station = ${station} AND inspected_at >= ${from.toISOString()}::timestamptz
            AND verdict <> 'invalid' AND document->>'goldenPart' IS NULL
          GROUP BY coalesce('part ' || part_id, 'frame ' || frame_id)) AS by_part`),
    );
    return rows.rows[0] ?? { parts: 0, alarms: 0 };
  }
}

interface WindowRow extends Record<string, unknown> {
  starts: string | Date;
  frames: number;
  alarms: number;
  invalid: number;
  score: number[];
  focus: number | null;
  exposure: number | null;
  cast_red: number | null;
  cast_blue: number | null;
  shift_x: number | null;
  shift_y: number | null;
}

function median(figure: string) {
  return sql`percentile_disc(0.5) WITHIN GROUP (ORDER BY (document->'quality'->>${figure})::float8)`;
}

function toWindow(row: WindowRow, minutes: number): DriftWindow {
  const from = new Date(row.starts);
  const [q10 = 0, q50 = 0, q90 = 0, q99 = 0] = row.score;
  return {
    from: from.toISOString(),
    until: new Date(from.getTime() + minutes * 60_000).toISOString(),
    ...{ frames: row.frames, alarms: row.alarms, invalid: row.invalid },
    score: { q10, q50, q90, q99 },
    ...{ focus: row.focus, exposure: row.exposure, castRed: row.cast_red, castBlue: row.cast_blue },
    ...{ shiftX: row.shift_x, shiftY: row.shift_y, embeddingShift: null },
  };
}

async function store(
  queries: Queries,
  station: string,
  state: DriftState,
  now: Date,
): Promise<void> {
  const row = {
    ...{ station, model: state.model, state: state.state, updatedAt: now },
    cursorAt: state.cursor?.time ?? null,
    cursorId: state.cursor?.id ?? null,
  };
  await queries
    .insert(driftStates)
    .values(row)
    .onConflictDoUpdate({ target: driftStates.station, set: row });
}

/** Oldest first; of a golden part nothing is read. */
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
    .select({ inspection: inspections.document, image: embeddings.image })
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
  return rows.map(({ inspection, image }) => ({
    inspection,
    image: image && new Float32Array(new Uint8Array(image).buffer),
  }));
}

function toState(row: typeof driftStates.$inferSelect): DriftState {
  const { cursorAt, cursorId } = row;
  const cursor = cursorAt && cursorId ? { time: cursorAt, id: cursorId } : null;
  return { model: row.model ?? '', cursor, state: row.state };
}
