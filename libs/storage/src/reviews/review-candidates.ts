import { inspection as inspectionShape, type Inspection, type ReviewFigures } from '#contracts';
import { desc, eq, sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { embeddings, reviews } from '../database/loop-tables.js';
import { inspections } from '../database/tables.js';

/** An inspection that may be put up for review, with its image embedding where one is kept. */
export interface ReviewCandidate {
  inspection: Inspection;
  image: Float32Array | null;
}

/** The number of inspections that are looked through for what is worth a person's answer, the newest first. */
const lookedThrough = 2_000;

/** The inspections that the review list is made from, and the figures of the answers. */
export class ReviewCandidates {
  constructor(private readonly database: Database) {}

  /**
   * Lists those of the station's newest inspections that are over the review limit or raised by the defect memory,
   * without an answer, a camera fault or a golden part; newest first.
   */
  async of(station: string): Promise<ReviewCandidate[]> {
    const newest = sql`(SELECT frame_id FROM ${inspections} WHERE station = ${station} ORDER BY inspected_at DESC, frame_id DESC LIMIT ${lookedThrough})`;
    const rows = await this.database.ask((queries) =>
      queries
        .select({ document: inspections.document, image: embeddings.image })
        .from(inspections)
        .leftJoin(embeddings, eq(embeddings.frameId, inspections.frameId))
        .where(
          sql`${inspections.frameId} IN ${newest} AND ${inspections.verdict} <> 'invalid'
            AND (${inspections.verdict} <> 'ok' OR jsonb_typeof(${inspections.document}->'lookAlike') = 'object')
            AND ${inspections.document}->>'goldenPart' IS NULL
            AND NOT EXISTS (SELECT 1 FROM ${reviews} WHERE ${reviews.frameId} = ${inspections.frameId} AND undone_at IS NULL)`,
        )
        .orderBy(desc(inspections.inspectedAt), desc(inspections.frameId)),
    );
    return rows.map(({ document, image }) => ({
      inspection: inspectionShape.parse(document),
      image: image === null ? null : new Float32Array(new Uint8Array(image).buffer),
    }));
  }

  /** Counts the frames that got an answer since a moment. */
  async answeredSince(station: string, since: Date): Promise<number> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute(sql`SELECT count(DISTINCT frame_id)::int AS frames FROM ${reviews}
        WHERE station = ${station} AND undone_at IS NULL AND answered_at >= ${since.toISOString()}::timestamptz`),
    );
    return (rows[0] as { frames: number }).frames;
  }

  /** Counts the answers that stand by what they did. */
  async figures(station: string): Promise<ReviewFigures> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute(sql`
        SELECT ${station} AS "stationId", count(*)::int AS reviews,
          count(*) FILTER (WHERE answer = 'ok' AND verdict IN ('defect', 'review'))::int AS "falseAlarms",
          count(*) FILTER (WHERE answer = 'defect' AND verdict <> 'ok')::int AS "confirmedDefects",
          count(*) FILTER (WHERE answer = 'defect' AND verdict = 'ok')::int AS "missedDefects",
          count(*) FILTER (WHERE answer = 'unsure')::int AS unsure,
          count(*) FILTER (WHERE effect = 'offered-as-normal')::int AS "offeredAsNormal",
          count(*) FILTER (WHERE effect = 'quarantined')::int AS quarantined,
          count(*) FILTER (WHERE effect = 'remembered-as-defect')::int AS "rememberedDefects",
          (SELECT coalesce(sum(verdicts_changed), 0)::int FROM defect_memory WHERE station = ${station}) AS "verdictsChanged"
        FROM ${reviews} WHERE station = ${station} AND undone_at IS NULL`),
    );
    return rows[0] as unknown as ReviewFigures;
  }
}
