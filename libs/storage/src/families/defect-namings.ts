import type { DefectNaming, NameSuggestion } from '#contracts';
import { and, asc, desc, eq, isNotNull, isNull, ne, notExists, sql } from 'drizzle-orm';
import { defectLooks, defectNames, looksAgain } from '../database/analysis-tables.js';
import type { Database } from '../database/database.js';
import { bytesOf, floatsOf } from '../database/float-bytes.js';
import { embeddings, reviews } from '../database/loop-tables.js';
import { type JudgedFrame, judgedFields } from './pending-defects.js';
import { inspections } from '../database/tables.js';

/** A defect that a person named. */
export interface DefectExample {
  frameId: string;
  name: string;
  vector: Float32Array;
}

/** The source of a station's newest defect embedding: its space, and the model and patches behind it. */
export interface LookSource extends Pick<JudgedFrame, 'model' | 'madeWith' | 'dimensions'> {
  space: string;
}

/** The names that a station has learned, with what recognises them. */
export interface StoredNames {
  madeWith: string | null;
  /** A short text of the answers that the names were learned from. */
  labels: string;
  trainedAt: Date;
  naming: DefectNaming;
  classifier: Record<string, unknown> | null;
}

/** Names for defects: what people said, what was learned from it, and what it says of others. */
export class DefectNamings {
  constructor(private readonly database: Database) {}

  async find(station: string): Promise<StoredNames | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(defectNames).where(eq(defectNames.station, station)),
    );
    return row ?? null;
  }

  /**
   * Returns the answers that the station's names were learned from; null before the first time. `find` reads a megabyte
   * where many are named.
   */
  async learnedFrom(station: string): Promise<string | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ labels: defectNames.labels })
        .from(defectNames)
        .where(eq(defectNames.station, station)),
    );
    return row?.labels ?? null;
  }

  async put(station: string, names: StoredNames): Promise<void> {
    await this.database.ask((queries) =>
      queries
        .insert(defectNames)
        .values({ station, ...names })
        .onConflictDoUpdate({ target: defectNames.station, set: { ...names } }),
    );
  }

  /**
   * Returns what names are learned from, in a few words: the answers that name defects whose embedding was taken, and
   * the space they are learned in, with when the last answer was given or undone.
   */
  async labels(
    station: string,
    space: string | null,
  ): Promise<{ text: string; changedAt: Date | null }> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({
          count: sql<number>`count(*)::int`,
          hash: sql<string>`coalesce(md5(string_agg(${reviews.id}::text, ',' ORDER BY ${reviews.id})), '')`,
          changed: sql<Date | null>`max(${reviews.answeredAt})`,
        })
        .from(reviews)
        .innerJoin(defectLooks, eq(defectLooks.frameId, reviews.frameId))
        .where(and(eq(reviews.station, station), isNamed)),
    );
    const changedAt = row?.changed ? new Date(row.changed) : null;
    return { text: [row?.count ?? 0, row?.hash, space].filter(Boolean).join(' '), changedAt };
  }

  /** Lists the named defects with an embedding in this space, be it the first or one taken again; oldest first. */
  async examples(station: string, space: string): Promise<DefectExample[]> {
    const vector = sql<Buffer>`CASE WHEN ${defectLooks.madeWith} = ${space} THEN ${defectLooks.vector} ELSE ${looksAgain.vector} END`;
    const rows = await this.database.ask((queries) =>
      queries
        .select({ frameId: reviews.frameId, name: reviews.name, vector })
        .from(reviews)
        .innerJoin(defectLooks, eq(defectLooks.frameId, reviews.frameId))
        .leftJoin(looksAgain, takenAgainIn(space))
        .where(and(eq(reviews.station, station), isNamed, isNotNull(vector)))
        .orderBy(asc(defectLooks.seenAt), asc(reviews.frameId)),
    );
    return rows.map((row) => ({ ...row, name: row.name!, vector: floatsOf(row.vector) }));
  }

  /** Returns the source of the newest defect embedding of a space; null when none of them has its patches kept. */
  async sourceOf(station: string, space: string): Promise<LookSource | null> {
    const { model, madeWith, dimensions } = judgedFields;
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ model, madeWith, dimensions })
        .from(defectLooks)
        .innerJoin(embeddings, eq(embeddings.frameId, defectLooks.frameId))
        .innerJoin(inspections, eq(inspections.frameId, defectLooks.frameId))
        .where(
          and(
            eq(defectLooks.station, station),
            eq(defectLooks.madeWith, space),
            isNotNull(defectLooks.vector),
          ),
        )
        .orderBy(desc(defectLooks.seenAt))
        .limit(1),
    );
    return row === undefined ? null : { ...row, space };
  }

  /**
   * Lists the named defects without an embedding in the source's space, though their kept patches are like its own;
   * newest first.
   */
  async namedElsewhere(station: string, source: LookSource, limit: number): Promise<JudgedFrame[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select(judgedFields)
        .from(reviews)
        .innerJoin(defectLooks, eq(defectLooks.frameId, reviews.frameId))
        .innerJoin(embeddings, eq(embeddings.frameId, reviews.frameId))
        .innerJoin(inspections, eq(inspections.frameId, reviews.frameId))
        .leftJoin(looksAgain, takenAgainIn(source.space))
        .where(
          and(
            eq(reviews.station, station),
            isNamed,
            ne(defectLooks.madeWith, source.space),
            eq(embeddings.backbone, source.madeWith),
            isNull(looksAgain.frameId),
          ),
        )
        .orderBy(desc(inspections.inspectedAt), desc(reviews.frameId))
        .limit(limit),
    );
    return rows.map((row) => ({ ...row, map: floatsOf(row.map) }));
  }

  /** Keeps looks that were taken again; one that is there already stays, and one whose frame is gone is left out. */
  async keepAgain(
    space: string,
    looks: readonly { frameId: string; vector: Float32Array }[],
  ): Promise<void> {
    await this.database.change(async (queries) => {
      for (const { frameId, vector } of looks)
        await queries.execute(
          sql`INSERT INTO looks_again (frame_id, made_with, vector)
              SELECT frame_id, ${space}, ${bytesOf(vector)} FROM inspections WHERE frame_id = ${frameId}
              ON CONFLICT DO NOTHING`,
        );
    });
  }

  /** Lists the newest alerts that nobody named, with their vectors. */
  async unnamed(station: string, madeWith: string, limit: number) {
    const { frameId, vector } = defectLooks;
    const rows = await this.database.ask((queries) =>
      queries
        .select({ frameId, vector })
        .from(defectLooks)
        .where(
          and(
            eq(defectLooks.station, station),
            eq(defectLooks.madeWith, madeWith),
            isNotNull(vector),
            notExists(queries.select({ id: reviews.id }).from(reviews).where(and(eq(reviews.frameId, frameId), isNamed))), // prettier-ignore
          ),
        )
        .orderBy(desc(defectLooks.seenAt))
        .limit(limit),
    );
    return rows.map((row) => ({ frameId: row.frameId, vector: floatsOf(row.vector!) }));
  }

  async suggest(
    suggestions: readonly { frameId: string; suggestion: NameSuggestion | null }[],
  ): Promise<void> {
    await this.database.change(async (queries) => {
      for (const { frameId, suggestion } of suggestions)
        await queries
          .update(defectLooks)
          .set({ suggestion })
          .where(eq(defectLooks.frameId, frameId));
    });
  }
}

const isNamed = and(
  eq(reviews.answer, 'defect'),
  isNotNull(reviews.name),
  isNull(reviews.undoneAt),
);

function takenAgainIn(space: string) {
  return and(eq(looksAgain.frameId, reviews.frameId), eq(looksAgain.madeWith, space));
}
