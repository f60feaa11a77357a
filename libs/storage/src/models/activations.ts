import {
  type RequestFacts,
  type ActivationRow,
  rowOf,
  withdrawWaiting,
  versionOf,
  refuseUnrehearsed,
  previousOf,
  oneOf,
  waitingOne,
  setActive,
  toActivation,
} from './activation-rows.js';
import { type Activation, type Page, TouchstoneError } from '#contracts';
import { eq } from 'drizzle-orm';
import { writeAudit } from '../people/audit.js';
import { refuseSamePerson } from '../people/second-person.js';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { activations } from '../database/loop-tables.js';
import { lockedStation } from '../stations/stations.js';
import { refuseMisses } from '../test-sets/refuse-misses.js';

/**
 * The one way in which a station's active model changes: the station's row, the activation and the audit entry
 * in one transaction, under the station's lock, so that every history is one line.
 */
export class Activations {
  constructor(private readonly database: Database) {}

  /**
   * Makes a model the active one; where the station wants a second person, it waits for one and takes the place of
   * whatever waited before. Asked again under the same id, it is the one of the first time. Throws `station-not-found`, `model-not-found`, `rehearsal-needed`,
   * `test-set-not-judged`, `test-set-misses`.
   */
  async ask(station: string, model: string, asked: RequestFacts): Promise<Activation> {
    return this.database.change(async (queries) => {
      const { activeModel, settings } = await lockedStation(queries, station);
      const earlier = await oneOf(queries, station, asked.id);
      if (earlier !== undefined) return toActivation(earlier);
      const version = await versionOf(queries, station, model);
      if (settings.activation.rehearsal) await refuseUnrehearsed(queries, station, model, version);
      if (settings.activation.testSet && activeModel !== model)
        await refuseMisses(queries, station, model, activeModel);
      const waits = settings.activation.secondPerson && activeModel !== model;
      const row = rowOf(station, model, version, activeModel, asked, waits ? 'waiting' : 'done');
      await withdrawWaiting(queries, station, asked);
      return this.write(queries, row, asked.auditId);
    });
  }

  /**
   * Goes back to the model that was active before, in one call and without a second person: the safe way must be short.
   */
  async rollBack(station: string, asked: RequestFacts): Promise<Activation> {
    return this.database.change(async (queries) => {
      const { activeModel } = await lockedStation(queries, station);
      const previous = await previousOf(queries, station, activeModel);
      if (activeModel === null || previous === null) return nothingBefore(station);
      const version = await versionOf(queries, station, previous);
      const row = rowOf(station, previous, version, activeModel, asked, 'done');
      return this.write(queries, { ...row, kind: 'rollback' }, asked.auditId);
    });
  }

  /**
   * Throws `activation-not-found`, `already-decided`, `second-person-needed` for whoever asked for it; with
   * `mustBeProven` also for a name that was only said.
   */
  async approve(
    station: string,
    id: string,
    asked: Omit<RequestFacts, 'id' | 'why'>,
    mustBeProven = false,
  ): Promise<Activation> {
    return this.database.change(async (queries) => {
      const { activeModel } = await lockedStation(queries, station);
      const row = await waitingOne(queries, station, id);
      refuseSamePerson(row, 'this activation', asked.by, mustBeProven);
      const done = { ...row, previous: activeModel, state: 'done' as const, approvedBy: asked.by };
      return this.write(queries, { ...done, doneAt: asked.at }, asked.auditId);
    });
  }

  /** Throws `activation-not-found`, `already-decided`. */
  async withdraw(
    station: string,
    id: string,
    asked: Omit<RequestFacts, 'id' | 'why'>,
  ): Promise<Activation> {
    return this.database.change(async (queries) => {
      await lockedStation(queries, station);
      const row = await waitingOne(queries, station, id);
      const withdrawn = { ...row, state: 'withdrawn' as const, doneAt: asked.at };
      await queries.update(activations).set(withdrawn).where(eq(activations.id, id));
      await writeAudit(queries, {
        id: asked.auditId,
        station,
        at: asked.at,
        by: asked.by,
        action: 'activation-withdrawn',
        subject: row.model,
        detail: { activation: id },
      });
      return toActivation(withdrawn);
    });
  }

  /** Lists a page of the station's activations, newest first. */
  async list(query: {
    station: string;
    limit: number;
    cursor?: string | undefined;
  }): Promise<Page<Activation>> {
    const page = pageAfter(activations.askedAt, activations.id, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(activations)
        .where(all(eq(activations.station, query.station), page.where))
        .orderBy(...page.order)
        .limit(query.limit + 1),
    );
    return toPage(rows, query.limit, (row) => ({ time: row.askedAt, id: row.id }), toActivation);
  }

  /** Writes the activation, its audit entry and, when it is done, the station's new active model. */
  private async write(queries: Queries, row: ActivationRow, auditId: string): Promise<Activation> {
    await queries
      .insert(activations)
      .values(row)
      .onConflictDoUpdate({ target: activations.id, set: row });
    const waits = row.state === 'waiting';
    if (!waits) await setActive(queries, row.station, row.model, row.doneAt!);
    await writeAudit(queries, {
      id: auditId,
      station: row.station,
      at: row.doneAt ?? row.askedAt,
      by: row.approvedBy ?? row.askedBy,
      action: waits
        ? 'activation-asked'
        : `model-${row.kind === 'rollback' ? 'rolled-back' : 'activated'}`,
      subject: row.model,
      detail: { activation: row.id, version: row.version, previous: row.previous, why: row.why, askedBy: row.askedBy }, // prettier-ignore
    });
    return toActivation(row);
  }
}

function nothingBefore(station: string): never {
  throw new TouchstoneError(
    'nothing-to-roll-back',
    `station ${station} had no other model active before this one; activate one of its models instead`,
  );
}
