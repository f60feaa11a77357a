import { type Activation, TouchstoneError } from '#contracts';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/database.js';
import { activations } from '../database/loop-tables.js';
import { iso } from '../frames/stored-image.js';
import { provenNow } from '../people/asking.js';
import { jobs, models, stations } from '../database/tables.js';

/** The request for a change of the active model: who asks, when, and under which ids it is written down. */
export interface RequestFacts {
  id: string;
  auditId: string;
  by: string;
  why: string;
  at: Date;
}

export type ActivationRow = typeof activations.$inferSelect;

export function rowOf(
  station: string,
  model: string,
  version: number,
  previous: string | null,
  { id, by: askedBy, why, at: askedAt }: RequestFacts,
  state: 'waiting' | 'done',
): ActivationRow {
  const doneAt = state === 'done' ? askedAt : null;
  const asked = { askedBy, why, askedAt, approvedBy: null, doneAt, askedProof: provenNow() };
  return { id, station, model, version, previous, kind: 'activation', state, ...asked };
}

export async function withdrawWaiting(
  queries: Queries,
  station: string,
  { at }: RequestFacts,
): Promise<void> {
  await queries
    .update(activations)
    .set({ state: 'withdrawn', doneAt: at })
    .where(and(eq(activations.station, station), eq(activations.state, 'waiting')));
}

export async function versionOf(queries: Queries, station: string, model: string): Promise<number> {
  const [row] = await queries
    .select({ version: models.version })
    .from(models)
    .where(and(eq(models.id, model), eq(models.station, station)));
  if (row !== undefined) return row.version;
  throw new TouchstoneError('model-not-found', `station ${station} has no model ${model}`);
}

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

/** Returns the model that was active before this active one, by its newest activation; null where there was none. */
export async function previousOf(
  queries: Queries,
  station: string,
  active: string | null,
): Promise<string | null> {
  if (active === null) return null;
  const [row] = await queries
    .select({ previous: activations.previous })
    .from(activations)
    .where(
      and(
        eq(activations.station, station),
        eq(activations.model, active),
        eq(activations.state, 'done'),
      ),
    )
    .orderBy(desc(activations.doneAt), desc(activations.id))
    .limit(1);
  return row?.previous === active ? null : (row?.previous ?? null);
}

export async function oneOf(
  queries: Queries,
  station: string,
  id: string,
): Promise<ActivationRow | undefined> {
  const [row] = await queries
    .select()
    .from(activations)
    .where(and(eq(activations.id, id), eq(activations.station, station)));
  return row;
}

export async function waitingOne(
  queries: Queries,
  station: string,
  id: string,
): Promise<ActivationRow> {
  const row = await oneOf(queries, station, id);
  if (row === undefined)
    throw new TouchstoneError('activation-not-found', `station ${station} has no activation ${id}`);
  if (row.state === 'waiting') return row;
  throw new TouchstoneError(
    'already-decided',
    `activation ${id} is ${row.state}; only one that waits can be decided`,
  );
}

export async function setActive(
  queries: Queries,
  station: string,
  model: string,
  at: Date,
): Promise<void> {
  await queries
    .update(stations)
    .set({ activeModel: model, updatedAt: at })
    .where(eq(stations.id, station));
}

export function toActivation(row: ActivationRow): Activation {
  return {
    id: row.id,
    stationId: row.station,
    modelId: row.model,
    version: row.version,
    previous: row.previous,
    kind: row.kind,
    state: row.state,
    by: row.askedBy,
    why: row.why,
    askedAt: iso(row.askedAt),
    approvedBy: row.approvedBy,
    doneAt: iso(row.doneAt),
  };
}
