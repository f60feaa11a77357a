import { type SettingsChange, type StationSettings, stationSettings } from '#contracts';
import { eq } from 'drizzle-orm';
import type { Queries } from '../database/database.js';
import { stations } from '../database/tables.js';
import { type ChangeFacts, writeAudit } from '../people/audit.js';
import { settingsChange } from './settings-change.js';

/** Returns a station's settings, locked to the end of the transaction; null where it is not there yet. */
export async function settingsBefore(
  queries: Queries,
  id: string,
): Promise<StationSettings | null> {
  const [row] = await queries
    .select({ settings: stations.settings })
    .from(stations)
    .where(eq(stations.id, id))
    .for('update');
  return row === undefined ? null : stationSettings.parse(row.settings);
}

/**
 * Writes down who made a station or changed its settings, from what to what; nothing where all are as they were. Where some
 * of them wait for a second person it says which.
 */
export async function writeSettingsChange(
  queries: Queries,
  id: string,
  before: StationSettings | null,
  after: StationSettings,
  { auditId, by, at }: ChangeFacts,
  waiting: SettingsChange | null = null,
): Promise<void> {
  const changed = settingsChange(before, after);
  if (before !== null && Object.keys(changed.after).length === 0) return;
  const done = before === null ? 'station-made' : 'settings-changed';
  const action = waiting === null ? done : 'settings-asked';
  const waits = waiting && { change: waiting.id, waiting: Object.keys(waiting.settings) };
  const detail = { ...changed, ...waits };
  await writeAudit(queries, { id: auditId, station: id, at, by, action, subject: id, detail });
}
