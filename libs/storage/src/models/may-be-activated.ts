import { TouchstoneError } from '#contracts';
import { and, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/database.js';
import { jobs, models } from '../database/tables.js';

/** Throws `model-not-found`. */
export async function versionOf(queries: Queries, station: string, model: string): Promise<number> {
  const [row] = await queries
    .select({ version: models.version })
    .from(models)
    .where(and(eq(models.id, model), eq(models.station, station)));
  if (row !== undefined) return row.version;
  throw new TouchstoneError('model-not-found', `station ${station} has no model ${model}`);
}

/** Throws `rehearsal-needed` where no rehearsal of the model is done. */
export async function refuseUnrehearsed(
  queries: Queries,
  station: string,
  model: string,
  version: number,
): Promise<void> {
  const isOfModel = sql`${jobs.settings}->>'modelId' = ${model}`;
  const isRehearsed = and(eq(jobs.lane, 'rehearse'), eq(jobs.state, 'done'), isOfModel);
  const [row] = await queries
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.station, station), isRehearsed))
    .limit(1);
  if (row !== undefined) return;
  throw new TouchstoneError(
    'rehearsal-needed',
    `version ${version} was not rehearsed, and the station wants a rehearsal before a model goes live; ` +
      `POST /v1/stations/<station>/models/${model}/rehearsals runs one`,
  );
}
