import {
  folderSettings,
  type FolderSettings,
  type Source,
  type SourceState,
  TouchstoneError,
} from '#contracts';
import { and, asc, eq } from 'drizzle-orm';
import type { Database, Queries } from '../database/database.js';
import { codeOf } from '../database/records-trouble.js';
import { sources } from '../database/source-tables.js';
import { iso } from '../frames/stored-image.js';
import { type ChangeFacts, writeAudit } from '../people/audit.js';

/** The milliseconds after which a source of which nobody has said anything is unattended. */
const unattendedMs = 30_000;

export interface NewSource {
  readonly station: string;
  readonly id: string;
  readonly settings: FolderSettings;
  readonly paused: boolean;
}

export interface SourceChange {
  readonly settings: FolderSettings;
  readonly paused: boolean;
}

/** The table of sources: where frames of a station come from, and what their connector says of them. */
export class Sources {
  constructor(private readonly database: Database) {}

  /** Adds a source, with its audit entry. Throws `source-exists`, `station-not-found`. */
  async add(
    { station, id, settings, paused }: NewSource,
    { by, at, auditId }: ChangeFacts,
  ): Promise<void> {
    const values = {
      station,
      id,
      kind: 'folder',
      settings,
      paused,
      addedBy: by,
      addedAt: at,
    } as const;
    try {
      await this.database.change(async (queries) => {
        await queries.insert(sources).values(values);
        const entry = { id: auditId, station, at, by, subject: id, action: 'source-added' };
        await writeAudit(queries, { ...entry, detail: { ...settings, paused } });
      });
    } catch (error) {
      throw asSourceTrouble(error, station, id);
    }
  }

  /** Changes a source, with an audit entry that names what is other than before. Throws `source-not-found`. */
  async change(
    station: string,
    id: string,
    { settings, paused }: SourceChange,
    { by, at, auditId }: ChangeFacts,
  ): Promise<void> {
    await this.database.change(async (queries) => {
      const before = await rowOf(queries, station, id);
      const detail = changes(
        { ...before.settings, paused: before.paused },
        { ...settings, paused },
      );
      if (Object.keys(detail).length === 0) return;
      await queries.update(sources).set({ settings, paused }).where(isIt(station, id));
      const action = actionOf(detail);
      await writeAudit(queries, { id: auditId, station, at, by, action, subject: id, detail });
    });
  }

  /** Removes a source, with an audit entry; the files stay where they are. Throws `source-not-found`. */
  async remove(station: string, id: string, { by, at, auditId }: ChangeFacts): Promise<void> {
    await this.database.change(async (queries) => {
      await rowOf(queries, station, id);
      await queries.delete(sources).where(isIt(station, id));
      const entry = { id: auditId, station, at, by, action: 'source-removed', subject: id };
      await writeAudit(queries, entry);
    });
  }

  /** Lists the sources of a station, or of all, by station and name; `now` tells which are unattended. */
  async list(now: Date, station?: string): Promise<Source[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(sources)
        .where(station === undefined ? undefined : eq(sources.station, station))
        .orderBy(asc(sources.station), asc(sources.id)),
    );
    return rows.map((row) => toSource(row, now));
  }

  /** Throws `source-not-found`. */
  async get(station: string, id: string, now: Date): Promise<Source> {
    return toSource(await this.database.ask((queries) => rowOf(queries, station, id)), now);
  }

  /** Notes what the connector saw; a source that is gone meanwhile is left alone. */
  async report(station: string, id: string, state: SourceState, at: Date): Promise<void> {
    await this.database.ask((queries) =>
      queries.update(sources).set({ state, reportedAt: at }).where(isIt(station, id)),
    );
  }
}

type Row = typeof sources.$inferSelect;

function isIt(station: string, id: string) {
  return and(eq(sources.station, station), eq(sources.id, id));
}

async function rowOf(queries: Queries, station: string, id: string): Promise<Row> {
  const [row] = await queries.select().from(sources).where(isIt(station, id));
  if (row !== undefined) return row;
  throw new TouchstoneError(
    'source-not-found',
    `station ${station} has no source ${id}; GET /v1/stations/${station}/sources lists those that it has`,
  );
}

function toSource(
  { station, reportedAt, state, addedAt, settings, ...row }: Row,
  now: Date,
): Source {
  return {
    ...row,
    stationId: station,
    settings: folderSettings.parse(settings),
    addedAt: iso(addedAt),
    state: stateNow(state ?? untouched, row.paused, reportedAt ?? addedAt, now),
  };
}

/** The state before the connector has said anything. */
const untouched: SourceState = {
  state: 'starting',
  why: null,
  lastFile: null,
  lastAt: null,
  pushed: 0,
  refused: 0,
  waitingFiles: 0,
  piledUp: false,
};

function stateNow(said: SourceState, paused: boolean, at: Date, now: Date): SourceState {
  if (now.getTime() - at.getTime() <= unattendedMs) return said;
  if (paused) return { ...said, state: 'paused', why: null };
  const why = `No connector has said anything of it since ${at.toISOString()}; is one running?`;
  return { ...said, state: 'unattended', why };
}

/** Returns what is other than before, by field: from and to. */
function changes(before: object, after: object): Record<string, { from: unknown; to: unknown }> {
  const was = before as Record<string, unknown>;
  const fields = Object.entries(after as Record<string, unknown>);
  const other = fields.filter(([field, to]) => JSON.stringify(was[field]) !== JSON.stringify(to));
  return Object.fromEntries(other.map(([field, to]) => [field, { from: was[field], to }]));
}

function actionOf(detail: Record<string, { to: unknown }>): string {
  if (Object.keys(detail).join() !== 'paused') return 'source-changed';
  return detail['paused']?.to === true ? 'source-paused' : 'source-resumed';
}

function asSourceTrouble(error: unknown, station: string, id: string): unknown {
  const code = codeOf(error);
  if (code === '23505')
    return new TouchstoneError('source-exists', `station ${station} has a source ${id} already`, {
      cause: error,
    });
  if (code !== '23503') return error;
  return new TouchstoneError('station-not-found', `there is no station ${station}`, {
    cause: error,
  });
}
