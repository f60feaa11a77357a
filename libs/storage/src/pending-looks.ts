import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import { defectLooks } from './analysis-tables.js';
import type { Queries } from './database.js';
import { floatsOf } from './float-bytes.js';
import { embeddings, reviews } from './loop-tables.js';
import { alerts, inspections } from './tables.js';

/** A judged frame whose patch embeddings are kept: what a look is made from. */
export interface JudgedFrame {
  frameId: string;
  /** When it was inspected. */
  seenAt: Date;
  partId: string | null;
  /** The model that judged it. */
  model: string;
  /** What its patches were made with. */
  madeWith: string;
  blob: string;
  dimensions: number;
  /** Patch scores, row-major. */
  map: Float32Array;
}

/** A frame with a defect whose look was not taken yet. */
export interface PendingLook extends JudgedFrame {
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

/** Oldest first: alerts, and what people called a defect. */
export async function pendingLooks(
  queries: Queries,
  station: string,
  until: Date,
  limit: number,
): Promise<PendingLook[]> {
  const rows = await queries
    .select({ ...judgedFields, alert: alerts.id })
    .from(embeddings)
    .innerJoin(inspections, eq(inspections.frameId, embeddings.frameId))
    .leftJoin(alerts, eq(alerts.id, embeddings.frameId))
    .leftJoin(defectLooks, eq(defectLooks.frameId, embeddings.frameId))
    .where(
      and(
        eq(embeddings.station, station),
        lte(embeddings.inspectedAt, until),
        isNull(defectLooks.frameId),
        isDefect,
      ),
    )
    .orderBy(asc(inspections.inspectedAt), asc(inspections.frameId))
    .limit(limit);
  return rows.map(({ alert, map, ...row }) => ({
    ...row,
    alerted: alert !== null,
    map: floatsOf(map),
  }));
}

const isDefect = sql`(EXISTS (SELECT 1 FROM ${alerts} WHERE ${alerts.id} = ${embeddings.frameId} AND ${alerts.verdict} <> 'invalid')
  OR EXISTS (SELECT 1 FROM ${reviews} WHERE ${reviews.frameId} = ${embeddings.frameId} AND ${reviews.answer} = 'defect' AND ${reviews.undoneAt} IS NULL))`;
