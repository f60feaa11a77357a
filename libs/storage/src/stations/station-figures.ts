import { sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';

/** The counts of a station's records around its calibration. */
export interface StationRecords {
  station: string;
  /** The station takes production frames only after a challenge. */
  challengeRequired: boolean;
  /** Entries of the defect memory that count. */
  remembered: number;
  keptEmbeddings: number;
  keptEmbeddingsBytes: number;
  oldestQuarantinedSeconds: number | null;
}

interface Row extends Record<string, unknown> {
  station: string;
  challenge_required: boolean | null;
  remembered: number;
  kept: number;
  bytes: string;
  oldest_quarantined: number | null;
}

/** Counts over the tables of the loop, for metrics. */
export class StationFigures {
  constructor(private readonly database: Database) {}

  /** Counts the records of every station, in one query. */
  async count(): Promise<StationRecords[]> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute<Row>(sql`
        SELECT stations.id AS station, (settings #>> '{challenge,required}')::boolean AS challenge_required,
          (SELECT count(*)::int FROM defect_memory
            WHERE station = stations.id AND undone_at IS NULL AND inactive IS NULL) AS remembered,
          coalesce(kept.frames, 0) AS kept, coalesce(kept.bytes, 0) AS bytes,
          (SELECT extract(epoch FROM now() - min(set_aside_at))::float8 FROM normals
            WHERE station = stations.id AND set_aside_at IS NOT NULL AND state = 'quarantined') AS oldest_quarantined
        FROM stations LEFT JOIN (
          SELECT station, count(*)::int AS frames, sum(bytes + length(image)) AS bytes
          FROM embeddings GROUP BY station) AS kept ON kept.station = stations.id`),
    );
    return rows.map((row) => ({
      station: row.station,
      challengeRequired: row.challenge_required ?? false,
      remembered: row.remembered,
      keptEmbeddings: row.kept,
      keptEmbeddingsBytes: Number(row.bytes),
      oldestQuarantinedSeconds: row.oldest_quarantined,
    }));
  }
}
