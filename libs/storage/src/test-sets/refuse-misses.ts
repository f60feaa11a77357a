import { TouchstoneError } from '#contracts';
import { sql } from 'drizzle-orm';
import type { Queries } from '../database/database.js';

interface Row extends Record<string, unknown> {
  bad: number;
  unjudged: number;
  missed: number;
}

/**
 * Refuses a model that passes a bad test picture which the active one catches, each at its own review limit, and one
 * that has not judged all of them.
 * @throws TouchstoneError test-set-misses, test-set-not-judged
 */
export async function refuseMisses(
  queries: Queries,
  station: string,
  model: string,
  active: string | null,
): Promise<void> {
  const { bad, unjudged, missed } = await counted(queries, station, model, active);
  if (unjudged > 0)
    throw new TouchstoneError(
      'test-set-not-judged',
      `this model has not judged ${unjudged} of the ${bad} bad pictures of the test set, and station ${station} wants that ` +
        'before a model goes live; "touchstone test-set judge" does it',
    );
  if (missed > 0)
    throw new TouchstoneError(
      'test-set-misses',
      `this model passes ${missed} of the ${bad} bad pictures of the test set that the active one catches, and station ` +
        `${station} refuses such a model (setting activation.testSet); GET /v1/stations/${station}/models/${model}/comparison names them`,
      { facts: { missed, bad } },
    );
}

async function counted(queries: Queries, station: string, model: string, active: string | null) {
  // The review limit that a person set, where there is one, else the calibrated one.
  const warn = (of: string) =>
    sql.raw(
      `coalesce(${of}.limits_by_hand ->> 'warn', ${of}.manifest #>> '{limits,warn}')::float8`,
    );
  const { rows } = await queries.execute<Row>(sql`
    SELECT count(*)::int AS bad,
      (count(*) FILTER (WHERE later.image_score IS NULL))::int AS unjudged,
      (count(*) FILTER (WHERE earlier.image_score > ${warn('old')} AND later.image_score <= ${warn('new')}))::int AS missed
    FROM test_pictures
      LEFT JOIN test_scores later ON later.picture = test_pictures.id AND later.model = ${model}
      LEFT JOIN models new ON new.id = later.model
      LEFT JOIN test_scores earlier ON earlier.picture = test_pictures.id AND earlier.model = ${active}
      LEFT JOIN models old ON old.id = earlier.model
    WHERE test_pictures.station = ${station} AND test_pictures.known = 'bad'`);
  return rows[0]!;
}
