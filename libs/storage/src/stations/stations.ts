import { refuseWhileInUse, deleteFrames } from './delete-frames-of.js';
import {
  type LimitsByHand,
  type SettingsChange,
  maskedUrl,
  type Station,
  type StationPatch,
  type StationSettings,
  type ModelRefusal,
  stationSettings,
  TouchstoneError,
} from '#contracts';
import { asc, eq, gt, sql } from 'drizzle-orm';
import { type ChangeFacts, type NewAuditEntry, writeAudit } from '../people/audit.js';
import { withholdWeaker } from './withhold-weaker.js';
import { settingsBefore, writeSettingsChange } from './write-settings-change.js';
import { type Blobs, foldersOfStation } from '../blobs/blobs.js';
import { all, seenBy } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { toModelSummary } from '../models/models.js';
import { newestTrouble } from './model-refusals.js';
import { frames, models, normals, stations } from '../database/tables.js';

/** The facts of a station that accepting and inspecting a frame need. */
export interface StationRecord {
  id: string;
  /** The settings with the webhook's secret: never to be shown. */
  settings: StationSettings;
  activeModel: string | null;
  /** The limits of the active model that a person set; null where its own are in force. */
  limitsByHand: LimitsByHand | null;
  /** The version of the defect memory, which goes up with every change of it. */
  memoryVersion: number;
}

/** The table of stations. */
export class Stations {
  constructor(
    private readonly database: Database,
    private readonly blobs: Blobs,
  ) {}

  /**
   * Makes the station or replaces all of its settings; normals, models and frames stay. The change of a person is
   * written into the audit trail, and what needs a second person in it waits.
   */
  async put(
    id: string,
    settings: StationSettings,
    change?: ChangeFacts,
  ): Promise<{ station: Station; fresh: boolean; waiting: SettingsChange | null }> {
    const at = change?.at ?? new Date();
    const done = await this.database.change(async (queries) => {
      const before = await settingsBefore(queries, id);
      const { given, waiting } = await withholdWeaker(queries, id, before, settings, change);
      const [row] = await queries
        .insert(stations)
        .values({ id, settings: given, createdAt: at, updatedAt: at })
        .onConflictDoUpdate({ target: stations.id, set: { settings: given, updatedAt: at } })
        .returning({ fresh: sql<boolean>`(xmax = 0)` });
      if (change) await writeSettingsChange(queries, id, before, settings, change, waiting);
      return { fresh: row?.fresh ?? false, waiting };
    });
    return { station: await this.get(id), ...done };
  }

  /** Changes the settings that are given; what needs a second person in a person's change waits. Throws `station-not-found`. */
  async patch(
    id: string,
    patch: StationPatch,
    change?: ChangeFacts,
  ): Promise<{ station: Station; waiting: SettingsChange | null }> {
    const asked = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== undefined),
    );
    const waits = await this.database.change(async (queries) => {
      const { settings: before } = await lockedStation(queries, id);
      const { given, waiting } = await withholdWeaker(queries, id, before, asked, change);
      await queries
        .update(stations)
        .set({
          settings: sql`${stations.settings} || ${JSON.stringify(given)}::jsonb`,
          updatedAt: change?.at ?? new Date(),
        })
        .where(eq(stations.id, id));
      const after = { ...before, ...asked };
      if (change) await writeSettingsChange(queries, id, before, after, change, waiting);
      return waiting;
    });
    return { station: await this.get(id), waiting: waits };
  }

  /** Sets the mask image, and only it, with the entry in the audit trail. Throws `station-not-found`. */
  async setMaskImage(
    id: string,
    image: string | null,
    entry: Pick<NewAuditEntry, 'id' | 'at' | 'by' | 'action'>,
  ): Promise<Station> {
    await this.database.change(async (queries) => {
      const { settings } = await lockedStation(queries, id);
      const masks = { ...settings.masks, image };
      const merged = sql`${stations.settings} || ${JSON.stringify({ masks })}::jsonb`;
      const changed = { settings: merged, updatedAt: entry.at };
      await queries.update(stations).set(changed).where(eq(stations.id, id));
      await writeAudit(queries, { ...entry, station: id, subject: id });
    });
    return this.get(id);
  }

  async find(id: string): Promise<Station | null> {
    const [station] = await this.read(eq(stations.id, id), 1);
    return station ?? null;
  }

  /** Throws `station-not-found`. */
  async get(id: string): Promise<Station> {
    return (await this.find(id)) ?? stationGone(id);
  }

  /** Reads the settings with the webhook's secret, and the active model's id; null without such a station. */
  async record(id: string): Promise<StationRecord | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({
          id: stations.id,
          settings: stations.settings,
          activeModel: stations.activeModel,
          memoryVersion: stations.memoryVersion,
          limitsByHand: models.limitsByHand,
        })
        .from(stations)
        .leftJoin(models, eq(models.id, stations.activeModel))
        .where(eq(stations.id, id)),
    );
    return row === undefined ? null : { ...row, settings: stationSettings.parse(row.settings) };
  }

  /** Lists stations in the order of their ids, from the one after `after`; of `seen` only, where it is given. */
  async list(
    limit: number,
    after?: string,
    seen: readonly string[] | null = null,
  ): Promise<Station[]> {
    const isAfter = after === undefined ? undefined : gt(stations.id, after);
    return this.read(all(isAfter, seenBy(stations.id, seen)), limit);
  }

  /** Lists the stations that have an active model, with its id. */
  async withModels(): Promise<{ id: string; model: string }[]> {
    const columns = { id: stations.id, model: stations.activeModel };
    const rows = await this.database.ask((queries) => queries.select(columns).from(stations));
    return rows.flatMap(({ id, model }) => (model === null ? [] : [{ id, model }]));
  }

  /**
   * Deletes the station with its normals, models, calibrations, frames, inspections, alerts and all of
   * their bytes. The station is locked meanwhile, so no frame can slip in; the rows go last, so that a
   * crash half-way leaves a station that can be deleted again. Throws `station-in-use` while frames wait.
   */
  async delete(id: string, change?: ChangeFacts): Promise<void> {
    await this.database.change(async (queries) => {
      await lockedStation(queries, id);
      await refuseWhileInUse(queries, id);
      for (const folder of foldersOfStation(id)) await this.blobs.deleteFolder(folder);
      await deleteFrames(queries, id);
      await queries.delete(stations).where(eq(stations.id, id));
      if (change !== undefined) {
        const { auditId, by, at } = change;
        const action = 'station-deleted';
        await writeAudit(queries, { id: auditId, station: id, by, at, action, subject: id });
      }
    });
  }

  private async read(where: ReturnType<typeof all>, limit: number): Promise<Station[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({
          station: stations,
          manifest: models.manifest,
          byHand: models.limitsByHand,
          normals: normalsOf,
          quarantined: quarantinedOf,
          backlog: backlogOf,
          trouble: troubleOf,
        })
        .from(stations)
        .leftJoin(models, eq(models.id, stations.activeModel))
        .where(where)
        .orderBy(asc(stations.id))
        .limit(limit),
    );
    return rows.map(toStation);
  }
}

const normalsOf = sql<number>`(SELECT count(*)::int FROM ${normals} WHERE ${normals.station} = ${stations.id} AND ${normals.state} = 'in')`;
const quarantinedOf = sql<number>`(SELECT count(*)::int FROM ${normals} WHERE ${normals.station} = ${stations.id} AND ${normals.state} = 'quarantined')`;
const troubleOf = newestTrouble(stations.id, stations.activeModel);
const backlogOf = sql<number>`(SELECT count(*)::int FROM ${frames} WHERE ${frames.station} = ${stations.id} AND ${frames.state} = 'accepted')`;

/** Returns the station, locked to the end of the transaction. Throws `station-not-found`. */
export async function lockedStation(
  queries: Queries,
  id: string,
): Promise<{ activeModel: string | null; settings: StationSettings }> {
  const [row] = await queries
    .select({ activeModel: stations.activeModel, settings: stations.settings })
    .from(stations)
    .where(eq(stations.id, id))
    .for('update');
  return row === undefined
    ? stationGone(id)
    : { ...row, settings: stationSettings.parse(row.settings) };
}

function stationGone(id: string): never {
  throw new TouchstoneError(
    'station-not-found',
    `there is no station ${id}; PUT /v1/stations/${id} makes it`,
  );
}

function toStation(row: {
  station: typeof stations.$inferSelect;
  manifest: typeof models.$inferSelect.manifest | null;
  byHand: LimitsByHand | null;
  normals: number;
  quarantined: number;
  backlog: number;
  trouble: ModelRefusal | null;
}): Station {
  const settings = stationSettings.parse(row.station.settings);
  return {
    id: row.station.id,
    settings: {
      ...settings,
      webhook: settings.webhook && { url: maskedUrl(settings.webhook.url) },
    },
    createdAt: row.station.createdAt.toISOString(),
    updatedAt: row.station.updatedAt.toISOString(),
    normals: row.normals,
    quarantined: row.quarantined,
    backlog: row.backlog,
    trouble: row.trouble,
    activeModel: row.manifest && toModelSummary(row.manifest, 'active', row.byHand),
  };
}
