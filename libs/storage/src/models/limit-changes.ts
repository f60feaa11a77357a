import { type BothLimits, type LimitChange, type LimitsByHand, TouchstoneError } from '#contracts';
import { and, desc, eq, max } from 'drizzle-orm';
import { provenNow } from '../people/asking.js';
import { writeAudit } from '../people/audit.js';
import { refuseSamePerson } from '../people/second-person.js';
import type { Database, Queries } from '../database/database.js';
import { limitChanges } from '../database/loop-tables.js';
import { models } from '../database/tables.js';
import { iso } from '../frames/stored-image.js';
import { lockedStation } from '../stations/stations.js';
import { type RequestFacts, versionOf } from './activation-rows.js';

type Row = typeof limitChanges.$inferSelect;

/** Who decides on a change that waits, and when. */
export type DecisionFacts = Omit<RequestFacts, 'id' | 'why'>;

/** The number of changes that are listed. */
const mostListed = 50;

/**
 * The one way in which people change a model's limits: the change, the model's limits in force and the audit entry in one
 * transaction, under the station's lock.
 */
export class LimitChanges {
  constructor(private readonly database: Database) {}

  /**
   * Sets a model's limits; null brings back those that its calibration made, which needs no second person, as a roll-back needs
   * none. Where the station wants a second person a change waits for one, in place of whatever waited for this model. Throws
   * `station-not-found`, `model-not-found`.
   */
  async ask(
    station: string,
    model: string,
    limits: BothLimits | null,
    asked: RequestFacts,
  ): Promise<LimitChange> {
    return this.database.change(async (queries) => {
      const { settings } = await lockedStation(queries, station);
      await versionOf(queries, station, model);
      await withdrawWaiting(queries, model, asked.at);
      const row = rowOf(station, model, limits, asked);
      const waits = settings.activation.secondPerson && limits !== null;
      return waits ? this.write(queries, row, asked.auditId) : this.finish(queries, row, asked);
    });
  }

  /**
   * Throws `limit-change-not-found`, `already-decided`, `second-person-needed` for whoever asked for it; with
   * `mustBeProven` also for a name that was only said.
   */
  async approve(
    station: string,
    id: string,
    asked: DecisionFacts,
    mustBeProven = false,
  ): Promise<LimitChange> {
    return this.database.change(async (queries) => {
      await lockedStation(queries, station);
      const row = await waitingOne(queries, station, id);
      refuseSamePerson(row, 'these limits', asked.by, mustBeProven);
      return this.finish(queries, { ...row, approvedBy: asked.by }, asked);
    });
  }

  /** Throws `limit-change-not-found`, `already-decided`. */
  async withdraw(station: string, id: string, asked: DecisionFacts): Promise<LimitChange> {
    return this.database.change(async (queries) => {
      await lockedStation(queries, station);
      const row = await waitingOne(queries, station, id);
      const withdrawn = { ...row, state: 'withdrawn' as const, doneAt: asked.at };
      return this.write(queries, withdrawn, asked.auditId, asked.by);
    });
  }

  /** Lists the changes of a model's limits, newest first, at most fifty. */
  async of(station: string, model: string): Promise<LimitChange[]> {
    return this.newest(and(eq(limitChanges.station, station), eq(limitChanges.model, model)));
  }

  /** Returns the last limits that a person set at the station, of whatever model; null where nobody did. */
  async lastSet(station: string): Promise<LimitChange | null> {
    const isSet = and(eq(limitChanges.kind, 'set'), eq(limitChanges.state, 'done'));
    const [last] = await this.newest(and(eq(limitChanges.station, station), isSet));
    return last ?? null;
  }

  private async newest(where: ReturnType<typeof and>): Promise<LimitChange[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(limitChanges)
        .where(where)
        .orderBy(desc(limitChanges.askedAt), desc(limitChanges.id))
        .limit(mostListed),
    );
    return rows.map(toLimitChange);
  }

  /** Puts the change in force, as the next version of the model's limits. */
  private async finish(queries: Queries, row: Row, asked: DecisionFacts): Promise<LimitChange> {
    const version = await nextVersion(queries, row.model);
    const done = { ...row, version, state: 'done' as const, doneAt: asked.at };
    await queries
      .update(models)
      .set({ limitsByHand: inForce(done) })
      .where(eq(models.id, row.model));
    return this.write(queries, done, asked.auditId);
  }

  private async write(
    queries: Queries,
    row: Row,
    auditId: string,
    by = row.approvedBy ?? row.askedBy,
  ): Promise<LimitChange> {
    await queries
      .insert(limitChanges)
      .values(row)
      .onConflictDoUpdate({ target: limitChanges.id, set: row });
    const { station, model, state, kind, review, reject, version, why, askedBy } = row;
    const done = kind === 'set' ? 'limits-set' : 'limits-cleared';
    const actions = { waiting: 'limits-asked', done, withdrawn: 'limits-withdrawn' };
    await writeAudit(queries, {
      id: auditId,
      station,
      at: row.doneAt ?? row.askedAt,
      by,
      action: actions[state],
      subject: model,
      detail: { change: row.id, review, reject, version, why, askedBy },
    });
    return toLimitChange(row);
  }
}

function rowOf(
  station: string,
  model: string,
  limits: BothLimits | null,
  { id, by: askedBy, why, at: askedAt }: RequestFacts,
): Row {
  const kind = limits === null ? 'clear' : 'set';
  const [review, reject] = [limits?.warn ?? null, limits?.reject ?? null];
  const open = { version: null, state: 'waiting', approvedBy: null, doneAt: null } as const;
  const asked = { askedBy, askedProof: provenNow(), why, askedAt };
  return { id, station, model, kind, review, reject, ...asked, ...open };
}

function inForce(row: Row & { version: number; doneAt: Date }): LimitsByHand | null {
  const { review, reject, version, askedBy: by, approvedBy, why, doneAt } = row;
  if (review === null || reject === null) return null;
  return { warn: review, reject, version, by, approvedBy, at: iso(doneAt), why };
}

async function nextVersion(queries: Queries, model: string): Promise<number> {
  const [row] = await queries
    .select({ highest: max(limitChanges.version) })
    .from(limitChanges)
    .where(eq(limitChanges.model, model));
  return (row?.highest ?? 0) + 1;
}

async function withdrawWaiting(queries: Queries, model: string, doneAt: Date): Promise<void> {
  await queries
    .update(limitChanges)
    .set({ state: 'withdrawn', doneAt })
    .where(and(eq(limitChanges.model, model), eq(limitChanges.state, 'waiting')));
}

async function waitingOne(queries: Queries, station: string, id: string): Promise<Row> {
  const [row] = await queries
    .select()
    .from(limitChanges)
    .where(and(eq(limitChanges.id, id), eq(limitChanges.station, station)));
  if (row === undefined)
    throw new TouchstoneError(
      'limit-change-not-found',
      `station ${station} has no change of limits ${id}`,
    );
  if (row.state === 'waiting') return row;
  throw new TouchstoneError(
    'already-decided',
    `the change of limits ${id} is ${row.state}; only one that waits can be decided`,
  );
}

function toLimitChange(row: Row): LimitChange {
  return {
    id: row.id,
    stationId: row.station,
    modelId: row.model,
    kind: row.kind,
    review: row.review,
    reject: row.reject,
    version: row.version,
    state: row.state,
    approvedBy: row.approvedBy,
    by: row.askedBy,
    why: row.why,
    askedAt: iso(row.askedAt),
    doneAt: iso(row.doneAt),
  };
}
