import { type Inspection, type Review, type ReviewRequest } from '#contracts';
import { reviews } from '../database/loop-tables.js';
import { iso } from '../frames/stored-image.js';

export type ReviewRow = typeof reviews.$inferSelect;

/** An answer with its place in the records. */
export interface NewReview extends ReviewRequest {
  id: string;
  auditId: string;
  frameId: string;
  at: Date;
}

/** Tells whether it is the same answer; one that failed is tried again when it is given again. */
export function isSame(row: ReviewRow, asked: NewReview): boolean {
  const facts = (one: Pick<ReviewRow, 'answer' | 'name' | 'note'>, region: unknown, by: string) =>
    JSON.stringify([one.answer, one.name ?? null, one.note, sorted(region), by]);
  const given = { answer: asked.answer, name: asked.name ?? null, note: asked.note };
  const same =
    facts(row, row.region, row.answeredBy) === facts(given, asked.region ?? null, asked.by);
  return same && row.effect !== 'failed';
}

/** jsonb gives members back in an order of its own. */
function sorted(region: unknown): unknown {
  if (region === null || typeof region !== 'object') return null;
  return Object.entries(region).sort(([a], [b]) => (a < b ? -1 : 1));
}

export function rowOf(asked: NewReview, inspection: Inspection) {
  return {
    id: asked.id,
    frameId: asked.frameId,
    station: inspection.stationId,
    answer: asked.answer,
    name: asked.name ?? null,
    region: asked.region ?? null,
    note: asked.note,
    answeredBy: asked.by,
    answeredAt: asked.at,
    verdict: inspection.verdict,
  };
}

export function auditOf(
  row: ReviewRow,
  { auditId, by, at }: { auditId: string; by: string; at: Date },
  action: string,
  replaces: string | null,
) {
  const { frameId, answer, name, verdict, note } = row;
  const detail = { frameId, answer, name, verdict, note, replaces };
  return { id: auditId, station: row.station, at, by, action, subject: row.id, detail };
}

export function toReview(row: ReviewRow): Review {
  return {
    id: row.id,
    frameId: row.frameId,
    stationId: row.station,
    answer: row.answer,
    name: row.name,
    region: row.region,
    note: row.note,
    by: row.answeredBy,
    at: iso(row.answeredAt),
    verdict: row.verdict,
    effect: row.effect,
    detail: row.detail,
    undoneAt: iso(row.undoneAt),
    undoneBy: row.undoneBy,
  };
}
