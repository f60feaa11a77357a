import {
  type LimitsByHand,
  type ModelManifest,
  modelManifest,
  type ModelState,
  type ModelSummary,
} from '#contracts';
import { desc, eq, max, sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { activations } from '../database/loop-tables.js';
import { models, stations } from '../database/tables.js';

/** The table of models: a manifest is immutable once it is in; which one is active is the station's. */
export class Models {
  constructor(private readonly database: Database) {}

  /** Returns the version after the station's highest; the one calibration at a time is who may ask. */
  async nextVersion(station: string): Promise<number> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ highest: max(models.version) })
        .from(models)
        .where(eq(models.station, station)),
    );
    return (row?.highest ?? 0) + 1;
  }

  /** Inserts a model; inserting it again, by its id, changes nothing. */
  async insert(manifest: ModelManifest): Promise<void> {
    await this.database.ask((queries) =>
      queries
        .insert(models)
        .values({
          id: manifest.id,
          station: manifest.station,
          version: manifest.version,
          madeAt: new Date(manifest.madeAt),
          manifest,
        })
        .onConflictDoNothing({ target: models.id }),
    );
  }

  async find(id: string): Promise<ModelManifest | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select({ manifest: models.manifest }).from(models).where(eq(models.id, id)),
    );
    return row === undefined ? null : modelManifest.parse(row.manifest);
  }

  /** Returns the manifest of the station's active model; null without one. */
  async active(station: string): Promise<ModelManifest | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ manifest: models.manifest })
        .from(stations)
        .innerJoin(models, eq(models.id, stations.activeModel))
        .where(eq(stations.id, station)),
    );
    return row === undefined ? null : modelManifest.parse(row.manifest);
  }

  /** Lists the station's models, newest version first. */
  async list(station: string): Promise<ModelSummary[]> {
    const wasActive = sql<boolean>`EXISTS (SELECT 1 FROM ${activations} WHERE ${activations.model} = ${models.id} AND ${activations.state} = 'done')`;
    const rows = await this.database.ask((queries) =>
      queries
        .select({
          manifest: models.manifest,
          active: stations.activeModel,
          wasActive,
          byHand: models.limitsByHand,
        })
        .from(models)
        .innerJoin(stations, eq(stations.id, models.station))
        .where(eq(models.station, station))
        .orderBy(desc(models.version)),
    );
    return rows.map(({ manifest, active, wasActive: was, byHand }) => {
      const state = active === manifest.id ? 'active' : was ? 'retired' : 'candidate';
      return toModelSummary(manifest, state, byHand);
    });
  }
}

export function toModelSummary(
  manifest: ModelManifest,
  state: ModelState,
  byHand: LimitsByHand | null,
): ModelSummary {
  return {
    id: manifest.id,
    version: manifest.version,
    madeAt: manifest.madeAt,
    active: state === 'active',
    state,
    provisional: manifest.certificate.provisional,
    limits: byHand
      ? { ...manifest.limits, warn: byHand.warn, reject: byHand.reject }
      : manifest.limits,
    limitsByHand: byHand,
  };
}
