import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database, DefectEmbeddings, type LookSpan } from '#storage';
import { fillStations, lastInspected } from '../../support/filled-stations.js';
import { ownDatabase, type TestService } from '../../support/services.js';

const filling = { stations: 4, inspections: 3_000, withoutLook: 10 };
const station = 'line-2';
const last = lastInspected(filling);
const lookBack = new Date(last.getTime() - 10 * 60_000);

let postgres: TestService;
let database: Database;
let client: pg.Client;

/** Beside what a line leaves behind, what is rare: each kind among frames with a look and among those without. */
const rare = [
  `DELETE FROM defect_looks WHERE get_byte(decode(md5(frame_id::text), 'hex'), 0) < 8`,
  `UPDATE alerts SET verdict = 'invalid' WHERE get_byte(decode(md5(id::text), 'hex'), 1) < 32`,
  `UPDATE reviews SET undone_at = answered_at WHERE get_byte(decode(md5(id::text), 'hex'), 1) < 64`,
  `INSERT INTO reviews SELECT gen_random_uuid(), frame_id, station, CASE WHEN get_byte(decode(md5(frame_id::text), 'hex'), 2) < 128 THEN 'defect' ELSE 'ok' END,
    NULL, NULL, '', 'Ada', inspected_at + interval '1 hour', verdict, 'none' FROM inspections
    WHERE verdict = 'ok' AND get_byte(decode(md5(frame_id::text), 'hex'), 3) < 16`,
  `DELETE FROM embeddings WHERE get_byte(decode(md5(frame_id::text), 'hex'), 4) < 32`,
  'ANALYZE',
];

beforeAll(async () => {
  postgres = await ownDatabase();
  database = new Database({ url: postgres.url, onTrouble: () => undefined });
  await database.prepare();
  await fillStations(postgres.url, filling);
  client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  for (const statement of rare) await client.query(statement);
});
afterAll(async () => {
  await client.end();
  await database.close();
  await postgres.stop();
});

/** The obvious way: every frame with kept embeddings is asked whether it is a defect, and whether its look was taken. */
async function oneByOne({ since, until }: LookSpan): Promise<string[]> {
  const { rows: kept } = await client.query<{ id: string }>(
    'SELECT frame_id AS id FROM embeddings WHERE station = $1 AND inspected_at <= $2 ORDER BY inspected_at, frame_id',
    [station, until],
  );
  const from = since ?? new Date(0);
  const idsOf = async (query: string, values: unknown[] = []) =>
    new Set((await client.query<{ id: string }>(query, values)).rows.map(({ id }) => id));
  const alerted = await idsOf(`SELECT id FROM alerts WHERE verdict <> 'invalid' AND raised_at > $1`, [from]); // prettier-ignore
  const called = await idsOf(
    `SELECT frame_id AS id FROM reviews WHERE answer = 'defect' AND undone_at IS NULL AND answered_at > $1`,
    [from],
  );
  const looked = await idsOf('SELECT frame_id AS id FROM defect_looks');
  const isPending = (id: string) => (alerted.has(id) || called.has(id)) && !looked.has(id);
  return kept.map(({ id }) => id).filter(isPending);
}

test.each<[string, LookSpan]>([
  ['of all time', { since: null, until: last }],
  ['up to a moment', { since: null, until: lookBack }],
  ['of the last ten minutes', { since: lookBack, until: last }],
  ['of the last five hours', { since: new Date(last.getTime() - 5 * 3_600_000), until: lookBack }],
])('the pending looks %s are those that going through every frame finds', async (_, span) => {
  const pending = await new DefectEmbeddings(database).pending(station, span, 10_000);
  const expected = await oneByOne(span);
  expect(expected.length).toBeGreaterThan(0);
  expect(pending.map(({ frameId }) => frameId)).toEqual(expected);
  const some = await new DefectEmbeddings(database).pending(station, span, 2);
  expect(some).toEqual(pending.slice(0, 2));
});

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** Every node of the plan by which PostgreSQL answers `Looks.pending`. */
async function planOf(span: LookSpan): Promise<PlanNode[]> {
  const asked: { query: string; params: unknown[] }[] = [];
  const logger = { logQuery: (query: string, params: unknown[]) => asked.push({ query, params }) };
  const queries = drizzle(client, { logger });
  const logged = { ask: (question: (q: typeof queries) => Promise<unknown>) => question(queries) };
  await new DefectEmbeddings(logged as unknown as Database).pending(station, span, 100);
  const { query, params } = asked[0]!;
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${query}`,
    params,
  );
  const below = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(below)];
  return below(rows[0]!['QUERY PLAN'][0]!.Plan);
}

/** Rows that the busiest node of the plan reads; reviews are left out: few, and read either way. */
async function mostRead(span: LookSpan): Promise<number> {
  const nodes = (await planOf(span)).filter((node) => node['Relation Name'] !== 'reviews');
  return Math.max(...nodes.map((node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'])); // prettier-ignore
}

test('a look at what is new reads what is new, however many alerts and looks there are', async () => {
  // The station has 60 frames in ten minutes; of its 2,000 alerts, and 8,000 of all, nothing else is read.
  expect(await mostRead({ since: lookBack, until: last })).toBeLessThanOrEqual(120);
  expect(await mostRead({ since: null, until: last })).toBeGreaterThan(1_000);
});
