import type { ModelRefusal } from '#contracts';
import { and, eq, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../database/database.js';
import { stationTroubles } from '../database/loop-tables.js';
import { stations } from '../database/tables.js';

/** The milliseconds within which workers renew what they say while it holds; what is older is of one that is gone. */
export const troubleRenewedMs = 30_000;
const forgottenAfterMs = 4 * troubleRenewedMs;

export interface NewTrouble {
  station: string;
  worker: string;
  model: string;
  code: string;
  detail: string;
}

/** Returns a column of a station: the newest refusal of its active model, as the API shows it; null without one. */
export function newestTrouble(station: AnyPgColumn, model: AnyPgColumn) {
  return sql<ModelRefusal | null>`(SELECT jsonb_build_object('code', code, 'detail', detail, 'worker', worker,
      'since', to_char(since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    FROM station_troubles AS t WHERE t.station = ${station} AND t.model = ${model}
      AND t.seen_at > now() - make_interval(secs => ${forgottenAfterMs / 1000}::float8) ORDER BY since DESC LIMIT 1)`;
}

/** The refusals of active models: which worker refuses which station's model. */
export class ModelRefusals {
  constructor(private readonly database: Database) {}

  /** Writes the refusal down, or renews it: `since` stays while worker and model do. */
  async say(trouble: NewTrouble): Promise<void> {
    const now = new Date();
    const { model, code, detail } = trouble;
    const since = sql`CASE WHEN ${stationTroubles.model} = excluded.model THEN ${stationTroubles.since} ELSE excluded.since END`;
    await this.database.ask((queries) =>
      queries
        .insert(stationTroubles)
        .values({ ...trouble, since: now, seenAt: now })
        .onConflictDoUpdate({
          target: [stationTroubles.station, stationTroubles.worker],
          set: { model, code, detail, since, seenAt: now },
        }),
    );
  }

  /** Notes that the worker opened the station's model well. Returns true when it had said otherwise. */
  async clear(station: string, worker: string): Promise<boolean> {
    const gone = await this.database.ask((queries) =>
      queries
        .delete(stationTroubles)
        .where(and(eq(stationTroubles.station, station), eq(stationTroubles.worker, worker))),
    );
    return (gone.rowCount ?? 0) > 0;
  }

  /** Workers that refuse the active model, by station. */
  async counts(): Promise<Map<string, number>> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute(sql`
        SELECT station, count(*)::int AS workers FROM ${stationTroubles} JOIN ${stations}
          ON ${stations.id} = station AND ${stations.activeModel} = model
        WHERE seen_at > ${new Date(Date.now() - forgottenAfterMs).toISOString()}::timestamptz GROUP BY station`),
    );
    return new Map(
      (rows as { station: string; workers: number }[]).map(({ station, workers }) => [
        station,
        workers,
      ]),
    );
  }
}
