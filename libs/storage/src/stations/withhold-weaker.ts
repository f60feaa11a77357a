import { type SettingsChange, type StationSettings, weakenedSettings } from '#contracts';
import { and, eq } from 'drizzle-orm';
import type { Queries } from '../database/database.js';
import { settingsChanges } from '../database/loop-tables.js';
import { iso } from '../frames/stored-image.js';
import { provenNow } from '../people/asking.js';
import type { ChangeFacts } from '../people/audit.js';

export type SettingsChangeRow = typeof settingsChanges.$inferSelect;

/** Settings of which some may wait for a second person. */
export interface Withheld<Given> {
  /** The settings that count at once: what waits is in them as it was. */
  readonly given: Given;
  readonly waiting: SettingsChange | null;
}

/**
 * Puts what weakens the guard among the given settings to wait, where the station wants a second person. What waited
 * before is withdrawn when the same settings are changed. The station must be locked. Nothing waits at a new station, `before`
 * null, and in a change that no person makes.
 */
export async function withholdWeaker<Given extends Partial<StationSettings>>(
  queries: Queries,
  station: string,
  before: StationSettings | null,
  given: Given,
  change: ChangeFacts | undefined,
): Promise<Withheld<Given>> {
  if (before === null || change === undefined) return { given, waiting: null };
  const settings = before.activation.secondPerson ? weakenedSettings(before, given) : {};
  const names = Object.keys(settings) as (keyof typeof settings)[];
  const asWere = Object.fromEntries(names.map((name) => [name, before[name]]));
  const waited = await waitingAt(queries, station);
  if (waited && (names.length > 0 || isTouched(waited, before, given)))
    await queries
      .update(settingsChanges)
      .set({ state: 'withdrawn', doneAt: change.at })
      .where(eq(settingsChanges.id, waited.id));
  const waiting = names.length === 0 ? null : await ask(queries, station, settings, change);
  return { given: { ...given, ...asWere }, waiting };
}

/** The change has the id of its entry in the audit trail. */
async function ask(
  queries: Queries,
  station: string,
  settings: SettingsChange['settings'],
  { auditId: id, by: askedBy, at: askedAt }: ChangeFacts,
): Promise<SettingsChange> {
  const askedProof = provenNow();
  const row = { id, station, settings, askedBy, askedProof, askedAt, state: 'waiting' as const };
  await queries.insert(settingsChanges).values(row);
  return toSettingsChange({ ...row, approvedBy: null, doneAt: null });
}

async function waitingAt(
  queries: Queries,
  station: string,
): Promise<SettingsChangeRow | undefined> {
  const [row] = await queries
    .select()
    .from(settingsChanges)
    .where(and(eq(settingsChanges.station, station), eq(settingsChanges.state, 'waiting')));
  return row;
}

/** Tells whether the given settings change what the waiting ones are about. */
function isTouched(
  { settings }: SettingsChangeRow,
  before: StationSettings,
  given: Partial<StationSettings>,
): boolean {
  const names = Object.keys(settings) as (keyof typeof settings)[];
  return names.some(
    (name) => given[name] && JSON.stringify(given[name]) !== JSON.stringify(before[name]),
  );
}

export function toSettingsChange(row: SettingsChangeRow): SettingsChange {
  const { id, station: stationId, settings, state, askedBy: by, approvedBy } = row;
  return { id, stationId, settings, state, by, askedAt: iso(row.askedAt), approvedBy, doneAt: iso(row.doneAt) }; // prettier-ignore
}
