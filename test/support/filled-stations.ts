import pg from 'pg';

/** The amounts of what a line that has run for a while leaves behind. */
export interface Filling {
  readonly stations: number;
  /** The number of inspections of each station; all with kept embeddings. Two in three have an alert. */
  readonly inspections: number;
  /** The number of the newest of all stations together whose defect embeddings are not taken yet. */
  readonly withoutLook: number;
}

/** The milliseconds between two frames of a station; stations are `line-0`, `line-1`, ... */
export const frameEveryMs = 10_000;
const first = '2026-01-01T00:00:00Z';

/** Returns the number of a station's alerts that people named. */
export function namedOf(inspections: number): number {
  return Math.floor(inspections / 15);
}

/** Returns when the last of these frames was inspected. */
export function lastInspected({ inspections }: Filling): Date {
  return new Date(Date.parse(first) + inspections * frameEveryMs);
}

/**
 * Writes stations with frames, inspections, alerts, kept embeddings, looks, families and reviews as the product would
 * have, in a few statements; every time the same. Each tenth alert was called a defect with one of four names.
 */
export async function fillStations(url: string, filling: Filling): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements(filling)) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Ids grow with time, as those of the product do. */
const id = (kind: number, n: string) =>
  `('0190a00${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

function statements(filling: Filling): string[] {
  const { stations, inspections, withoutLook } = filling;
  const count = stations * inspections;
  const at = `'${first}'::timestamptz + (n / ${stations} + 1) * interval '${frameEveryMs} ms'`;
  const facts = `SELECT ${id(0, 'n')} AS id, n, 'line-' || n % ${stations} AS station, ${at} AS at, n / ${stations} % 3 > 0 AS alert
    FROM generate_series(0, ${count - 1}) n`;
  const vector = (bytes: number) => `decode(repeat(md5(n::text), ${bytes / 16}), 'hex')`;
  // As `DefectNamings.labels` says it, so that nothing is left to learn.
  const labels = `SELECT count(*) || ' ' || md5(string_agg(r.id::text, ',' ORDER BY r.id)) || ' backbone' FROM reviews r
    JOIN defect_looks USING (frame_id) WHERE r.station = 'line-' || n`;
  return [
    `INSERT INTO stations SELECT 'line-' || n, '{}', ${id(1, '1')}, '${first}', '${first}' FROM generate_series(0, ${stations - 1}) n`,
    `INSERT INTO frames SELECT id, station, 'inspected', 'part-' || n, NULL, at, at, 100000, 1280, 1024, 'image/jpeg', repeat('0', 64), 'frames/' || id
      FROM (${facts}) f`,
    `INSERT INTO inspections SELECT id, station, 'part-' || n, NULL, CASE WHEN alert THEN 'defect' ELSE 'ok' END, 1, at,
      jsonb_build_object('model', jsonb_build_object('id', ${id(1, '1')})), ${vector(1024)} FROM (${facts}) f`,
    `INSERT INTO alerts SELECT id, station, 'defect', 1, 0.5, 'part-' || n, at, NULL, NULL, 'none' FROM (${facts}) f WHERE alert`,
    `INSERT INTO embeddings SELECT id, station, 'backbone', at, 16, 16, 128, 'embeddings/' || id, 65536, ${vector(512)} FROM (${facts}) f`,
    `INSERT INTO look_spaces SELECT 'line-' || n, 'backbone', ${vector(512)}, ${vector(512)} FROM generate_series(0, ${stations - 1}) n`,
    `INSERT INTO families SELECT ${id(2, 'n')}, 'line-' || n % ${stations}, n / ${stations} + 1, NULL, 'backbone', ${vector(512)}, 1, '${first}'
      FROM generate_series(0, ${8 * stations - 1}) n`,
    `INSERT INTO defect_looks SELECT id, station, at, 'part-' || n, true, 'backbone', ${vector(512)},
      ${id(2, `n % ${stations} + ${stations} * (n / ${stations} % 8)`)}, 1, NULL FROM (${facts}) f WHERE alert AND n < ${count - withoutLook}`,
    `INSERT INTO reviews SELECT ${id(3, 'n')}, id, station, 'defect', 'name-' || n % 4, NULL, '', 'Ada', at, 'defect', 'none'
      FROM (${facts}) f WHERE alert AND n / ${stations} % 10 = 0`,
    `INSERT INTO defect_names SELECT 'line-' || n, 'backbone', (${labels}), '${first}', '{}', jsonb_build_object('examples', (
      SELECT jsonb_agg(sin(n + i)) FROM generate_series(1, ${namedOf(inspections) * 128}) i)) FROM generate_series(0, ${stations - 1}) n`,
    `INSERT INTO duplicate_states SELECT 'line-' || n, '${lastInspected(filling).toISOString()}', ${id(3, '0')} FROM generate_series(0, ${stations - 1}) n`,
    'ANALYZE',
  ];
}
