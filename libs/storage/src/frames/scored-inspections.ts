import type { Verdict } from '#contracts';
import { sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';

/** An inspection as far as other limits would judge it otherwise. */
export interface ScoredInspection {
  readonly frameId: string;
  readonly inspectedAt: string;
  readonly verdict: Verdict;
  /** The image score as it was before a remembered defect raised it. */
  readonly score: number;
  /** The likeness to a remembered defect; 0 without one. */
  readonly likeness: number;
  /** What people said of the frame last; null where nobody did. */
  readonly answer: 'ok' | 'defect' | null;
}

/** The inspections that tell what other limits of a model would do. */
export class ScoredInspections {
  constructor(private readonly database: Database) {}

  /**
   * Returns, newest first, those of the station's newest `limit` inspections that this model judged; without golden parts and
   * camera faults, of which limits decide nothing.
   */
  async newest(station: string, model: string, limit: number): Promise<ScoredInspection[]> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute(sql`
        SELECT newest.frame_id AS "frameId", newest.inspected_at AS "inspectedAt", newest.verdict,
          coalesce((newest.alike->>'scoreBefore')::float8, newest.image_score) AS score,
          coalesce((newest.alike->>'likeness')::float8, 0) AS likeness, answered.answer
        FROM (
          SELECT frame_id, inspected_at, verdict, image_score,
            document->'lookAlike' AS alike, document->'model'->>'id' AS model, document->>'goldenPart' AS golden
          FROM inspections WHERE station = ${station}
          ORDER BY inspected_at DESC, frame_id DESC LIMIT ${limit}
        ) AS newest
        LEFT JOIN (
          SELECT DISTINCT ON (frame_id) frame_id, answer FROM reviews
          WHERE station = ${station} AND undone_at IS NULL AND answer <> 'unsure'
          ORDER BY frame_id, answered_at DESC
        ) AS answered ON answered.frame_id = newest.frame_id
        WHERE newest.model = ${model} AND newest.verdict <> 'invalid' AND newest.golden IS NULL
        ORDER BY newest.inspected_at DESC, newest.frame_id DESC`),
    );
    return (rows as unknown as (ScoredInspection & { inspectedAt: string | Date })[]).map(
      (row) => ({ ...row, inspectedAt: new Date(row.inspectedAt).toISOString() }),
    );
  }
}
