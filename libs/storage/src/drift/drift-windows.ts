import type { DriftWindow } from '#contracts';
import { and, asc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { Database, Queries } from '../database/database.js';
import { driftWindows } from '../database/loop-tables.js';

/** Stretches of time whose figures are kept, on the clock. */
export const stretchMinutes = 10;
const stretchMs = stretchMinutes * 60_000;

/** Returns the beginning of the stretch that an instant lies in. */
export function stretchOf(time: Date): Date {
  return new Date(Math.floor(time.getTime() / stretchMs) * stretchMs);
}

/** Figures of a station over time: kept by stretches, so that a month is read without its inspections. */
export class DriftWindows {
  constructor(private readonly database: Database) {}

  /** Lists the windows that are kept, oldest first. */
  async kept(station: string, from: Date): Promise<DriftWindow[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ document: driftWindows.document })
        .from(driftWindows)
        .where(and(eq(driftWindows.station, station), gte(driftWindows.starts, stretchOf(from))))
        .orderBy(asc(driftWindows.starts)),
    );
    return rows.map(({ document }) => document);
  }

  /** Counts the windows from the inspections themselves, by stretches of so many minutes, oldest first. */
  async live(station: string, from: Date, minutes: number): Promise<DriftWindow[]> {
    return this.database.ask((queries) => windowsOf(queries, { station, from, minutes }));
  }
}

/** Keeps the figures of the stretches from `from` to under `until`; a stretch that is kept already stays. */
export async function keepWindows(
  queries: Queries,
  station: string,
  { from, until }: { from: Date; until: Date },
  embeddingShift: (starts: string) => number | null,
): Promise<void> {
  const windows = await windowsOf(queries, { station, from, until, minutes: stretchMinutes });
  const rows = windows.map((window) => ({
    station,
    starts: new Date(window.from),
    document: { ...window, embeddingShift: embeddingShift(window.from) },
  }));
  if (rows.length > 0) await queries.insert(driftWindows).values(rows).onConflictDoNothing();
}

export async function forgetWindows(
  queries: Queries,
  station: string,
  before: Date,
): Promise<void> {
  await queries
    .delete(driftWindows)
    .where(and(eq(driftWindows.station, station), lt(driftWindows.starts, before)));
}

interface Span {
  station: string;
  from: Date;
  until?: Date;
  minutes: number;
}

interface WindowRow extends Record<string, unknown> {
  starts: string | Date;
  frames: number;
  alarms: number;
  invalid: number;
  score: number[] | null;
  focus: number | null;
  exposure: number | null;
  cast_red: number | null;
  cast_blue: number | null;
  shift_x: number | null;
  shift_y: number | null;
}

/** Golden parts are no frames of the line; scores and figures are of frames that the camera is not at fault for. */
async function windowsOf(queries: Queries, span: Span): Promise<DriftWindow[]> {
  const { station, from, until, minutes } = span;
  const before = until ? sql`AND inspected_at < ${until.toISOString()}::timestamptz` : sql``;
  const { rows } = await queries.execute<WindowRow>(sql`
    SELECT date_bin(${`${minutes} minutes`}::interval, inspected_at, 'epoch'::timestamptz) AS starts,
      count(*)::int AS frames,
      (count(*) FILTER (WHERE verdict = 'defect'))::int AS alarms,
      (count(*) FILTER (WHERE verdict = 'invalid'))::int AS invalid,
      percentile_cont(ARRAY[0.1, 0.5, 0.9, 0.99]) WITHIN GROUP (ORDER BY image_score)
        FILTER (WHERE verdict <> 'invalid') AS score,
      ${median('focus')} AS focus, ${median('exposure')} AS exposure,
      ${median('castRed')} AS cast_red, ${median('castBlue')} AS cast_blue,
      ${median('shiftX')} AS shift_x, ${median('shiftY')} AS shift_y
    FROM inspections
    WHERE station = ${station} AND inspected_at >= ${from.toISOString()}::timestamptz ${before}
      AND document->>'goldenPart' IS NULL
    GROUP BY starts ORDER BY starts`);
  return rows.map((row) => toWindow(row, minutes));
}

function median(figure: string): SQL {
  return sql`percentile_cont(0.5) WITHIN GROUP (ORDER BY (document->'quality'->>${figure})::float8)`;
}

function toWindow(row: WindowRow, minutes: number): DriftWindow {
  const from = new Date(row.starts);
  const [q10 = 0, q50 = 0, q90 = 0, q99 = 0] = row.score ?? [];
  return {
    from: from.toISOString(),
    until: new Date(from.getTime() + minutes * 60_000).toISOString(),
    frames: row.frames,
    alarms: row.alarms,
    invalid: row.invalid,
    score: { q10, q50, q90, q99 },
    focus: row.focus,
    exposure: row.exposure,
    castRed: row.cast_red,
    castBlue: row.cast_blue,
    shiftX: row.shift_x,
    shiftY: row.shift_y,
    embeddingShift: null,
  };
}
