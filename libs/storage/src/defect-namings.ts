import type { DefectNaming, NameSuggestion } from '#contracts';
import { and, asc, desc, eq, isNotNull, isNull, notExists, sql } from 'drizzle-orm';
import { defectLooks, defectNames } from './analysis-tables.js';
import type { Database } from './database.js';
import { floatsOf } from './float-bytes.js';
import { reviews } from './loop-tables.js';

/** A defect that a person named. */
export interface DefectExample {
  frameId: string;
  name: string;
  madeWith: string;
  vector: Float32Array;
}

/** The names that a station has learned, with what recognises them. */
export interface StoredNames {
  madeWith: string | null;
  /** Which answers they were learned from. */
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

  async put(station: string, names: StoredNames): Promise<void> {
    await this.database.ask((queries) =>
      queries
        .insert(defectNames)
        .values({ station, ...names })
        .onConflictDoUpdate({ target: defectNames.station, set: { ...names } }),
    );
  }

  /** The answers that name defects of this station whose look was taken, in a few words, and when the last was given or undone. */
  async labels(station: string): Promise<{ text: string; changedAt: Date | null }> {
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
    return { text: `${row?.count ?? 0} ${row?.hash ?? ''}`.trim(), changedAt };
  }

  /** Of the newest backbone and view that there are examples of; oldest first. */
  async examples(station: string): Promise<DefectExample[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({
          frameId: reviews.frameId,
          name: reviews.name,
          madeWith: defectLooks.madeWith,
          vector: defectLooks.vector,
        })
        .from(reviews)
        .innerJoin(defectLooks, eq(defectLooks.frameId, reviews.frameId))
        .where(and(eq(reviews.station, station), isNamed, isNotNull(defectLooks.vector)))
        .orderBy(asc(defectLooks.seenAt), asc(reviews.frameId)),
    );
    const newest = rows.at(-1)?.madeWith;
    return rows
      .filter(({ madeWith }) => madeWith === newest)
      .map((row) => ({ ...row, name: row.name!, vector: floatsOf(row.vector!) }));
  }

  /** The newest alerts that nobody named, with their vectors. */
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
