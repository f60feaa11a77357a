import { type StationSettings, stationSettings } from '#contracts';
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

/** Writes down who made a station or changed its settings, from what to what; nothing where all are as they were. */
export async function writeSettingsChange(
  queries: Queries,
  id: string,
  before: StationSettings | null,
  after: StationSettings,
  { auditId, by, at }: ChangeFacts,
): Promise<void> {
  const detail = settingsChange(before, after);
  if (before !== null && Object.keys(detail.after).length === 0) return;
  const action = before === null ? 'station-made' : 'settings-changed';
  await writeAudit(queries, { id: auditId, station: id, at, by, action, subject: id, detail });
}
