import { and, asc, eq, gt, isNull, lte, ne, sql } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import { defectLooks } from '../database/analysis-tables.js';
import { all } from '../database/cursor.js';
import type { Queries } from '../database/database.js';
import { floatsOf } from '../database/float-bytes.js';
import { embeddings, reviews } from '../database/loop-tables.js';
import { alerts, inspections } from '../database/tables.js';

/** A judged frame whose patch embeddings are kept: a defect embedding is made from it. */
export interface JudgedFrame {
  frameId: string;
  /** The time at which the frame was inspected. */
  seenAt: Date;
  partId: string | null;
  /** The model that judged it. */
  model: string;
  /** The hash of the backbone and the view that its patches were made with. */
  madeWith: string;
  blob: string;
  dimensions: number;
  /** The patch scores, row-major. */
  map: Float32Array;
}

/** A frame with a defect whose look was not taken yet. */
export interface PendingDefect extends JudgedFrame {
  alerted: boolean;
}

/** The columns of a `JudgedFrame`, of kept embeddings joined with their inspections. */
export const judgedFields = {
  frameId: inspections.frameId,
  seenAt: inspections.inspectedAt,
  partId: inspections.partId,
  model: sql<string>`${inspections.document} #>> '{model,id}'`,
  madeWith: embeddings.backbone,
  blob: embeddings.blob,
  dimensions: embeddings.dimensions,
  map: inspections.map,
};

/**
 * The span of the defects that are looked at: those raised or called so after `since` (null: all of them) and seen
 * until `until`.
 */
export interface LookSpan {
  since: Date | null;
  until: Date;
}

/** Lists the defects whose embedding was not taken yet, oldest first: alerts, and what people called a defect. */
export async function pendingLooks(
  queries: Queries,
  station: string,
  { since, until }: LookSpan,
  limit: number,
): Promise<PendingDefect[]> {
  const defects = defectsSince(queries, station, since);
  const rows = await queries
    .select({ ...judgedFields, alert: alerts.id })
    .from(defects)
    .innerJoin(embeddings, eq(embeddings.frameId, defects.frameId))
    .innerJoin(inspections, eq(inspections.frameId, defects.frameId))
    .leftJoin(alerts, eq(alerts.id, defects.frameId))
    .leftJoin(defectLooks, eq(defectLooks.frameId, defects.frameId))
    .where(and(lte(embeddings.inspectedAt, until), isNull(defectLooks.frameId)))
    .orderBy(asc(inspections.inspectedAt), asc(inspections.frameId))
    .limit(limit);
  return rows.map(({ alert, map, ...row }) => ({
    ...row,
    alerted: alert !== null,
    map: floatsOf(map),
  }));
}

/**
 * Two index ranges: asked of every embedding instead ("is there an alert, or such a review?"), PostgreSQL reads all
 * alerts of all stations.
 */
function defectsSince(queries: Queries, station: string, since: Date | null) {
  const alerted = queries
    .select({ frameId: alerts.id })
    .from(alerts)
    .where(
      all(
        eq(alerts.station, station),
        ne(alerts.verdict, 'invalid'),
        since ? gt(alerts.raisedAt, since) : undefined,
      ),
    );
  const called = queries
    .select({ frameId: reviews.frameId })
    .from(reviews)
    .where(
      all(
        eq(reviews.station, station),
        eq(reviews.answer, 'defect'),
        isNull(reviews.undoneAt),
        since ? gt(reviews.answeredAt, since) : undefined,
      ),
    );
  return union(alerted, called).as('defects');
}
