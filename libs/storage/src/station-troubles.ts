import type { StationTrouble } from '#contracts';
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { stationTroubles } from './loop-tables.js';
import { iso } from './stored-image.js';
import { stations } from './tables.js';

/** Workers renew what they say at least this often while it holds; what is older is of one that is gone. */
export const troubleRenewedMs = 30_000;
const forgottenAfterMs = 4 * troubleRenewedMs;

export interface NewTrouble {
  station: string;
  worker: string;
  model: string;
  code: string;
  detail: string;
}

/** Which worker refuses which station's active model. */
export class StationTroubles {
  constructor(private readonly database: Database) {}

  /** Says it, or renews it: `since` stays while worker and model do. */
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

  /** The worker opened the station's model well. True when it had said otherwise. */
  async clear(station: string, worker: string): Promise<boolean> {
    const gone = await this.database.ask((queries) =>
      queries
        .delete(stationTroubles)
        .where(and(eq(stationTroubles.station, station), eq(stationTroubles.worker, worker))),
    );
    return (gone.rowCount ?? 0) > 0;
  }

  /** The newest that holds for the station's active model; null while none does. */
  async of(station: string): Promise<StationTrouble | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ trouble: stationTroubles })
        .from(stationTroubles)
        .innerJoin(
          stations,
          and(
            eq(stations.id, stationTroubles.station),
            eq(stations.activeModel, stationTroubles.model),
          ),
        )
        .where(
          and(
            eq(stationTroubles.station, station),
            gt(stationTroubles.seenAt, new Date(Date.now() - forgottenAfterMs)),
          ),
        )
        .orderBy(desc(stationTroubles.since))
        .limit(1),
    );
    if (row === undefined) return null;
    const { code, detail, worker, since } = row.trouble;
    return { code, detail, worker, since: iso(since) };
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
