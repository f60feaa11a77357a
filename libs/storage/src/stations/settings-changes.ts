import { type Page, type SettingsChange, TouchstoneError } from '#contracts';
import { and, eq, sql } from 'drizzle-orm';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { settingsChanges } from '../database/loop-tables.js';
import { stations } from '../database/tables.js';
import { type ChangeFacts, writeAudit } from '../people/audit.js';
import { refuseSamePerson } from '../people/second-person.js';
import { settingsChange } from './settings-change.js';
import { lockedStation } from './stations.js';
import { type SettingsChangeRow as Row, toSettingsChange } from './withhold-weaker.js';

/** Settings that guard a station less, and that one person asked for where another must approve. */
export class SettingsChanges {
  constructor(private readonly database: Database) {}

  /**
   * Puts what waits in force. Throws `settings-change-not-found`, `already-decided`, `second-person-needed` for whoever
   * asked for it; with `mustBeProven` also for a name that was only said.
   */
  async approve(
    station: string,
    id: string,
    change: ChangeFacts,
    mustBeProven: boolean,
  ): Promise<SettingsChange> {
    return this.decide(station, id, async (queries, row) => {
      refuseSamePerson(row, 'these settings', change.by, mustBeProven);
      const merged = sql`${stations.settings} || ${JSON.stringify(row.settings)}::jsonb`;
      await queries
        .update(stations)
        .set({ settings: merged, updatedAt: change.at })
        .where(eq(stations.id, station));
      return { ...row, state: 'done', approvedBy: change.by, doneAt: change.at };
    }, change); // prettier-ignore
  }

  /** Throws `settings-change-not-found`, `already-decided`. */
  async withdraw(station: string, id: string, change: ChangeFacts): Promise<SettingsChange> {
    const withdrawn = { state: 'withdrawn', doneAt: change.at } as const;
    return this.decide(station, id, (_, row) => Promise.resolve({ ...row, ...withdrawn }), change);
  }

  /** Lists a page of what was asked for at the station, newest first. */
  async list(query: {
    station: string;
    limit: number;
    cursor?: string | undefined;
  }): Promise<Page<SettingsChange>> {
    const { askedAt, id, station } = settingsChanges;
    const page = pageAfter(askedAt, id, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(settingsChanges)
        .where(all(eq(station, query.station), page.where))
        .orderBy(...page.order)
        .limit(query.limit + 1),
    );
    return toPage(rows, query.limit, (row) => ({ time: row.askedAt, id: row.id }), toSettingsChange); // prettier-ignore
  }

  /** Ends the waiting: the row as `end` leaves it and the audit entry, in one transaction under the station's lock. */
  private async decide(
    station: string,
    id: string,
    end: (queries: Queries, row: Row) => Promise<Row>,
    { auditId, by, at }: ChangeFacts,
  ): Promise<SettingsChange> {
    return this.database.change(async (queries) => {
      const { settings: before } = await lockedStation(queries, station);
      const row = await end(queries, await waitingOne(queries, station, id));
      await queries.update(settingsChanges).set(row).where(eq(settingsChanges.id, id));
      const change = settingsChange(before, { ...before, ...row.settings });
      const action = row.state === 'done' ? 'settings-changed' : 'settings-withdrawn';
      const detail = { change: id, askedBy: row.askedBy, ...change };
      await writeAudit(queries, { id: auditId, station, at, by, action, subject: station, detail });
      return toSettingsChange(row);
    });
  }
}

async function waitingOne(queries: Queries, station: string, id: string): Promise<Row> {
  const [row] = await queries
    .select()
    .from(settingsChanges)
    .where(and(eq(settingsChanges.id, id), eq(settingsChanges.station, station)));
  if (row === undefined)
    throw new TouchstoneError(
      'settings-change-not-found',
      `station ${station} has no change of settings ${id}`,
    );
  if (row.state === 'waiting') return row;
  throw new TouchstoneError(
    'already-decided',
    `the change of settings ${id} is ${row.state}; only one that waits can be decided`,
  );
}
