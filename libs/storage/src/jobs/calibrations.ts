import {
  type Calibration,
  type CalibrationProgress,
  certificate,
  type Certificate,
  type Page,
  type Targets,
  targets,
  TouchstoneError,
} from '#contracts';
import { and, eq, inArray } from 'drizzle-orm';
import { askToCancel, type Canceller, refuseTooLate } from './cancelling.js';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import { codeOf } from '../database/records-trouble.js';
import { iso } from '../frames/stored-image.js';
import { calibrations } from '../database/tables.js';

export interface NewCalibration {
  id: string;
  station: string;
  activate: boolean;
  targets: Targets | null;
  normals: number;
  requestedAt: Date;
  incremental?: boolean;
  askedBy?: string;
  why?: string;
}

const unfinished = ['queued', 'running'] as const;

/** The table of calibrations. A station has at most one that is queued or running. */
export class Calibrations {
  constructor(private readonly database: Database) {}

  /** Throws `calibration-running` while another one of the station has not ended. */
  async request(row: NewCalibration): Promise<Calibration> {
    const [stored] = await this.database.ask(async (queries) => {
      try {
        return await queries
          .insert(calibrations)
          .values({ ...row, state: 'queued' })
          .returning();
      } catch (error) {
        return refusal(error, row.station);
      }
    });
    return toCalibration(stored!);
  }

  async find(id: string): Promise<Calibration | null> {
    const row = await this.row(id);
    return row === null ? null : toCalibration(row);
  }

  /** Throws `calibration-not-found`. */
  async get(id: string): Promise<Calibration> {
    return (await this.find(id)) ?? calibrationGone(id);
  }

  /** Targets asked for with the calibration; null: the station's own hold. */
  async targetsOf(id: string): Promise<Targets | null> {
    const row = await this.row(id);
    if (row === null) return calibrationGone(id);
    return row.targets === null ? null : targets.parse(row.targets);
  }

  /** Also a second start, after a crash, is one; an ended calibration stays as it is. */
  async start(id: string): Promise<Calibration> {
    return this.change(id, { state: 'running', startedAt: new Date() });
  }

  async progress(id: string, progress: CalibrationProgress): Promise<Calibration> {
    return this.change(id, { progress });
  }

  async finish(
    id: string,
    result: { modelId: string; certificate: Certificate; activation: Calibration['activation'] },
  ): Promise<Calibration> {
    return this.change(id, { ...result, state: 'done', endedAt: new Date() });
  }

  async fail(id: string, failure: { code: string; detail: string }): Promise<Calibration> {
    return this.change(id, { state: 'failed', failure, endedAt: new Date() });
  }

  /**
   * One that waits is cancelled at once, one that runs when its calibrator sees it; with an audit entry. Asking twice
   * is asking once. Throws `calibration-not-found`; `too-late-to-cancel` when it has ended or stores its model.
   */
  async askToCancel(id: string, person: Canceller): Promise<Calibration> {
    const { stationId: station } = await this.get(id);
    const entry = { station, action: 'calibration-cancelled', subject: id };
    const where = eq(calibrations.storing, false);
    const asked = await askToCancel(
      this.database,
      { table: calibrations, id, entry, where },
      person,
    );
    const row = (await this.row(id)) ?? calibrationGone(id);
    if (!asked) refuseTooLate(`calibration ${id}`, row);
    return toCalibration(row);
  }

  /** True when a person wants it to end, or when it is gone with its station. */
  async shallStop(id: string): Promise<boolean> {
    return (await this.row(id))?.cancelAsked ?? true;
  }

  /** From here on it is too late to cancel it, also after a crash; false: a person was quicker, or it is gone. */
  async beginStoring(id: string): Promise<boolean> {
    const { rowCount } = await this.database.ask((queries) =>
      queries
        .update(calibrations)
        .set({ storing: true })
        .where(and(eq(calibrations.id, id), eq(calibrations.cancelAsked, false))),
    );
    return rowCount === 1;
  }

  /** What was asked to be cancelled has stopped. */
  async cancelled(id: string): Promise<Calibration> {
    return this.change(id, { state: 'cancelled', endedAt: new Date() });
  }

  /** A station's, newest first. */
  async list(query: {
    station: string;
    limit: number;
    cursor?: string | undefined;
  }): Promise<Page<Calibration>> {
    const page = pageAfter(calibrations.requestedAt, calibrations.id, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(calibrations)
        .where(all(page.where, eq(calibrations.station, query.station)))
        .orderBy(...page.order)
        .limit(query.limit + 1),
    );
    return toPage(
      rows,
      query.limit,
      (row) => ({ time: row.requestedAt, id: row.id }),
      toCalibration,
    );
  }

  /** Deletes one whose job could not be queued. */
  async withdraw(id: string): Promise<void> {
    await this.database.ask((queries) =>
      queries
        .delete(calibrations)
        .where(and(eq(calibrations.id, id), eq(calibrations.state, 'queued'))),
    );
  }

  private async row(id: string): Promise<typeof calibrations.$inferSelect | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(calibrations).where(eq(calibrations.id, id)),
    );
    return row ?? null;
  }

  private async change(
    id: string,
    values: Partial<typeof calibrations.$inferInsert>,
  ): Promise<Calibration> {
    await this.database.ask((queries) =>
      queries
        .update(calibrations)
        .set(values)
        .where(and(eq(calibrations.id, id), inArray(calibrations.state, unfinished))),
    );
    return this.get(id);
  }
}

function refusal(error: unknown, station: string): never {
  if (codeOf(error) === '23505')
    throw new TouchstoneError(
      'calibration-running',
      `station ${station} has a calibration under way; wait for its end`,
      { cause: error },
    );
  if (codeOf(error) === '23503')
    throw new TouchstoneError('station-not-found', `there is no station ${station}`, {
      cause: error,
    });
  throw error;
}

function calibrationGone(id: string): never {
  throw new TouchstoneError('calibration-not-found', `there is no calibration ${id}`);
}

function toCalibration(row: typeof calibrations.$inferSelect): Calibration {
  return {
    id: row.id,
    stationId: row.station,
    state: row.state,
    activate: row.activate,
    incremental: row.incremental,
    by: row.askedBy,
    why: row.why,
    progress: row.progress,
    normals: row.normals,
    modelId: row.modelId,
    activation: row.activation,
    certificate: row.certificate === null ? null : certificate.parse(row.certificate),
    failure: row.failure,
    requestedAt: iso(row.requestedAt),
    startedAt: iso(row.startedAt),
    endedAt: iso(row.endedAt),
  };
}
