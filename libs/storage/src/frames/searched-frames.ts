import { and, desc, eq, gte, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Verdict } from '#contracts';
import { all } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import { embeddings, reviews } from '../database/loop-tables.js';
import { inspections } from '../database/tables.js';

/** Frames with kept patch embeddings that a search shall look through. */
export interface PatchQuery {
  /** The backbone, as in `KeptEmbedding`: only what was made alike can be compared. */
  backbone: string;
  station?: string | undefined;
  verdict?: Verdict | undefined;
  label?: string | undefined;
  from?: Date | undefined;
  until?: Date | undefined;
  limit: number;
}

export interface PatchPlace {
  frameId: string;
  blob: string;
  rows: number;
  columns: number;
  dimensions: number;
}

/** The questions that a search asks the records beside the embeddings themselves. */
export class SearchedFrames {
  constructor(private readonly database: Database) {}

  /** Lists the places of the newest patch embeddings at most, newest first. */
  async patches(query: PatchQuery): Promise<PatchPlace[]> {
    const { station, verdict, from, until, label } = query;
    const { frameId, blob, rows, columns, dimensions } = embeddings;
    return this.database.ask((queries) =>
      queries
        .select({ frameId, blob, rows, columns, dimensions })
        .from(embeddings)
        .innerJoin(inspections, eq(inspections.frameId, embeddings.frameId))
        .where(
          all(
            eq(embeddings.backbone, query.backbone),
            station === undefined ? undefined : eq(embeddings.station, station),
            verdict === undefined ? undefined : eq(inspections.verdict, verdict),
            from && gte(embeddings.inspectedAt, from),
            until && lt(embeddings.inspectedAt, until),
            label === undefined ? undefined : isNamed(label),
          ),
        )
        .orderBy(desc(embeddings.inspectedAt), desc(embeddings.frameId))
        .limit(query.limit),
    );
  }

  /** Returns the ids of all frames whose defect people call so. */
  async named(label: string): Promise<Set<string>> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ frameId: reviews.frameId })
        .from(reviews)
        .where(and(eq(reviews.name, label), isNull(reviews.undoneAt))),
    );
    return new Set(rows.map(({ frameId }) => frameId));
  }

  /** Returns the names that people gave the defects of these frames, by frame. */
  async namesOf(frameIds: readonly string[]): Promise<Map<string, string>> {
    if (frameIds.length === 0) return new Map();
    const rows = await this.database.ask((queries) =>
      queries
        .select({ frameId: reviews.frameId, name: reviews.name })
        .from(reviews)
        .where(and(inArray(reviews.frameId, [...frameIds]), isNull(reviews.undoneAt))),
    );
    return new Map(rows.flatMap(({ frameId, name }) => (name === null ? [] : [[frameId, name]])));
  }
}

function isNamed(label: string) {
  return sql`EXISTS (SELECT 1 FROM ${reviews} WHERE ${reviews.frameId} = ${embeddings.frameId} AND ${reviews.name} = ${label} AND ${reviews.undoneAt} IS NULL)`;
}
