import {
  type Analysis,
  type AnalysisKind,
  type AnalysisProgress,
  type Page,
  TouchstoneError,
} from '#contracts';
import { and, eq, inArray } from 'drizzle-orm';
import { analyses } from '../database/analysis-tables.js';
import { askToCancel, type Canceller } from './cancelling.js';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import { iso } from '../frames/stored-image.js';

export interface NewAnalysis {
  id: string;
  station: string;
  kind: AnalysisKind;
  settings: Analysis['settings'];
  askedBy: string;
  requestedAt: Date;
}

export interface AnalysisOutcome {
  result: NonNullable<Analysis['result']>;
  blob: string | null;
}

type Row = typeof analyses.$inferSelect;
const unfinished = ['queued', 'running'] as const;

/** The table of analyses; one that has ended never changes. */
export class Analyses {
  constructor(private readonly database: Database) {}

  async request(row: NewAnalysis): Promise<Analysis> {
    await this.database.ask((queries) =>
      queries.insert(analyses).values({ ...row, state: 'queued' }),
    );
    return this.get(row.id);
  }

  async find(id: string): Promise<Analysis | null> {
    const row = await this.row(id);
    return row === null ? null : toJob(row);
  }

  /** Throws `analysis-not-found`. */
  async get(id: string): Promise<Analysis> {
    const found = await this.find(id);
    if (found !== null) return found;
    throw new TouchstoneError('analysis-not-found', `there is no analysis ${id}`);
  }

  /** Where the large part of a finished one lies; null where it has none. */
  async blobOf(id: string): Promise<string | null> {
    return (await this.row(id))?.blob ?? null;
  }

  /** Also a second start, after a crash, is one; an ended analysis stays as it is. */
  async start(id: string): Promise<Analysis> {
    return this.change(id, { state: 'running', startedAt: new Date() });
  }

  async progress(id: string, progress: AnalysisProgress): Promise<Analysis> {
    return this.change(id, { progress });
  }

  /** Also one that was cancelled too late: what it made is there, a trained version among the backbones. */
  async finish(id: string, outcome: AnalysisOutcome): Promise<Analysis> {
    return this.change(id, { ...outcome, state: 'done', endedAt: new Date() });
  }

  async fail(id: string, failure: { code: string; detail: string }): Promise<Analysis> {
    return this.change(id, { failure, state: 'failed', endedAt: new Date() });
  }

  /** What was asked to be cancelled has stopped. */
  async cancelled(id: string): Promise<Analysis> {
    return this.change(id, { state: 'cancelled', endedAt: new Date() });
  }

  /** One that waits is cancelled at once, one that runs when its calibrator sees it; with an audit entry. */
  async askToCancel(id: string, person: Canceller): Promise<Analysis> {
    const { stationId: station, kind } = await this.get(id);
    const entry = { station, action: 'analysis-cancelled', subject: id, detail: { kind } };
    await askToCancel(this.database, { table: analyses, id, entry }, person);
    return this.get(id);
  }

  /** True when a person wants it to end, or when it is gone with its station. */
  async shallStop(id: string): Promise<boolean> {
    return (await this.row(id))?.cancelAsked ?? true;
  }

  /** Deletes one whose job could not be queued. */
  async withdraw(id: string): Promise<void> {
    await this.database.ask((queries) =>
      queries.delete(analyses).where(and(eq(analyses.id, id), eq(analyses.state, 'queued'))),
    );
  }

  /** A station's, newest first. */
  async list(query: {
    station: string;
    limit: number;
    kind?: AnalysisKind | undefined;
    cursor?: string | undefined;
  }): Promise<Page<Analysis>> {
    const page = pageAfter(analyses.requestedAt, analyses.id, query.cursor);
    const ofKind = query.kind && eq(analyses.kind, query.kind);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(analyses)
        .where(all(eq(analyses.station, query.station), ofKind, page.where))
        .orderBy(...page.order)
        .limit(query.limit + 1),
    );
    return toPage(rows, query.limit, (row) => ({ time: row.requestedAt, id: row.id }), toJob);
  }

  private async row(id: string): Promise<Row | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(analyses).where(eq(analyses.id, id)),
    );
    return row ?? null;
  }

  private async change(id: string, values: Partial<Row>): Promise<Analysis> {
    await this.database.ask((queries) =>
      queries
        .update(analyses)
        .set(values)
        .where(and(eq(analyses.id, id), inArray(analyses.state, unfinished))),
    );
    return this.get(id);
  }
}

function toJob(row: Row): Analysis {
  return {
    id: row.id,
    stationId: row.station,
    kind: row.kind,
    settings: row.settings,
    state: row.state,
    progress: row.progress,
    result: row.result,
    failure: row.failure,
    by: row.askedBy,
    requestedAt: iso(row.requestedAt),
    startedAt: iso(row.startedAt),
    endedAt: iso(row.endedAt),
  };
}
