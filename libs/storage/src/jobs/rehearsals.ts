import { type Page, type Rehearsal, type RehearsalResult, TouchstoneError } from '#contracts';
import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { writeAudit } from '../people/audit.js';
import { askToCancel, type Canceller, refuseTooLate } from './cancelling.js';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import { rehearsals } from '../database/loop-tables.js';
import { iso } from '../frames/stored-image.js';

export interface NewRehearsal {
  id: string;
  auditId: string;
  station: string;
  model: string;
  /** The active model when it was asked for. */
  against: string | null;
  /** Newest inspections that are replayed at most. */
  inspections: number;
  fromImages: boolean;
  askedBy: string;
  requestedAt: Date;
}

type Row = typeof rehearsals.$inferSelect;
const unfinished = ['queued', 'running'] as const;

/** The table of rehearsals; a result is written once and never changed. */
export class Rehearsals {
  constructor(private readonly database: Database) {}

  /** With its entry in the audit trail. */
  async request({ auditId, ...row }: NewRehearsal): Promise<Rehearsal> {
    await this.database.change(async (queries) => {
      await queries.insert(rehearsals).values({ ...row, state: 'queued' });
      await writeAudit(queries, {
        id: auditId,
        station: row.station,
        at: row.requestedAt,
        by: row.askedBy,
        action: 'rehearsal-asked',
        subject: row.model,
        detail: { rehearsal: row.id, inspections: row.inspections },
      });
    });
    return this.get(row.id);
  }

  async find(id: string): Promise<Rehearsal | null> {
    const row = await this.row(id);
    return row === null ? null : toRehearsal(row);
  }

  /** Throws `rehearsal-not-found`. */
  async get(id: string): Promise<Rehearsal> {
    return (await this.find(id)) ?? rehearsalGone(id);
  }

  /** Also a second start, after a crash, is one; an ended rehearsal stays as it is. */
  async start(id: string): Promise<Rehearsal> {
    return this.change(id, { state: 'running' });
  }

  async progress(id: string, progress: { done: number; of: number }): Promise<Rehearsal> {
    return this.change(id, { progress });
  }

  /** One that a person cancelled meanwhile is cancelled. */
  async finish(id: string, result: RehearsalResult): Promise<Rehearsal> {
    const values = { result, state: 'done', endedAt: new Date() } as const;
    await this.update(id, values, eq(rehearsals.cancelAsked, false));
    return this.cancelled(id);
  }

  async fail(id: string, failure: { code: string; detail: string }): Promise<Rehearsal> {
    return this.change(id, { failure, state: 'failed', endedAt: new Date() });
  }

  /**
   * One that waits is cancelled at once, one that runs when its calibrator sees it; with an audit entry. Asking twice
   * is asking once. Throws `rehearsal-not-found`; `too-late-to-cancel` when it is done or failed.
   */
  async askToCancel(id: string, person: Canceller): Promise<Rehearsal> {
    const { stationId: station, modelId: subject } = await this.get(id);
    const entry = { station, action: 'rehearsal-cancelled', subject, detail: { rehearsal: id } };
    const asked = await askToCancel(this.database, { table: rehearsals, id, entry }, person);
    const row = (await this.row(id)) ?? rehearsalGone(id);
    if (!asked) refuseTooLate(`rehearsal ${id}`, row);
    return toRehearsal(row);
  }

  /** True when a person wants it to end, or when it is gone with its station. */
  async shallStop(id: string): Promise<boolean> {
    return (await this.row(id))?.cancelAsked ?? true;
  }

  /** What was asked to be cancelled has stopped; an ended one stays as it is. */
  async cancelled(id: string): Promise<Rehearsal> {
    return this.change(id, { state: 'cancelled', endedAt: new Date() });
  }

  /** Deletes one whose job could not be queued. */
  async withdraw(id: string): Promise<void> {
    await this.database.ask((queries) =>
      queries.delete(rehearsals).where(and(eq(rehearsals.id, id), eq(rehearsals.state, 'queued'))),
    );
  }

  /** A station's, newest first. */
  async list(query: {
    station: string;
    limit: number;
    cursor?: string | undefined;
  }): Promise<Page<Rehearsal>> {
    const page = pageAfter(rehearsals.requestedAt, rehearsals.id, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(rehearsals)
        .where(all(eq(rehearsals.station, query.station), page.where))
        .orderBy(...page.order)
        .limit(query.limit + 1),
    );
    return toPage(rows, query.limit, (row) => ({ time: row.requestedAt, id: row.id }), toRehearsal);
  }

  private async row(id: string): Promise<Row | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(rehearsals).where(eq(rehearsals.id, id)),
    );
    return row ?? null;
  }

  private async change(id: string, values: Partial<Row>): Promise<Rehearsal> {
    await this.update(id, values);
    return this.get(id);
  }

  private async update(id: string, values: Partial<Row>, where?: SQL): Promise<void> {
    const open = inArray(rehearsals.state, unfinished);
    await this.database.ask((queries) =>
      queries
        .update(rehearsals)
        .set(values)
        .where(and(eq(rehearsals.id, id), open, where)),
    );
  }
}

function rehearsalGone(id: string): never {
  throw new TouchstoneError('rehearsal-not-found', `there is no rehearsal ${id}`);
}

function toRehearsal(row: Row): Rehearsal {
  return {
    id: row.id,
    stationId: row.station,
    modelId: row.model,
    against: row.against,
    state: row.state,
    inspections: row.inspections,
    fromImages: row.fromImages,
    progress: row.progress,
    result: row.result,
    failure: row.failure,
    by: row.askedBy,
    requestedAt: iso(row.requestedAt),
    endedAt: iso(row.endedAt),
  };
}
