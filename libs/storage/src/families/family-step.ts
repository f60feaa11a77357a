import type { NameSuggestion } from '#contracts';
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { defectLooks, families, lookSpaces } from '../database/analysis-tables.js';
import { all } from '../database/cursor.js';
import type { Queries } from '../database/database.js';
import { bytesOf, floatsOf } from '../database/float-bytes.js';
import { inspections } from '../database/tables.js';

export interface NewDefectEmbedding {
  frameId: string;
  seenAt: Date;
  partId: string | null;
  alerted: boolean;
  madeWith: string;
  /** The defect embedding [d]; null where it could not be made. */
  vector: Float32Array | null;
  family: string | null;
  distance: number | null;
  suggestion: NameSuggestion | null;
}

export interface StoredDefectEmbedding {
  frameId: string;
  vector: Float32Array;
  family: string | null;
}

export interface StoredFamily {
  id: string;
  number: number;
  name: string | null;
  centre: Float32Array;
  reach: number;
}

/**
 * The reads and writes of a step of one station's watch, or of a grouping that was asked for, all of them in one
 * transaction.
 */
export interface FamilyStep {
  counts(madeWith: string): Promise<{ arrived: number; grouped: number }>;
  families(madeWith: string): Promise<StoredFamily[]>;
  /** Lists the defect embeddings that the query asks for, the newest alerts first. */
  looks(query: LooksQuery): Promise<StoredDefectEmbedding[]>;
  /** Adds the embeddings that are not there already; returns the ids of those that were added. */
  add(looks: readonly NewDefectEmbedding[]): Promise<Set<string>>;
  addFamily(family: NewFamily): Promise<void>;
  shapeFamily(id: string, centre: Float32Array, reach: number): Promise<void>;
  move(frameId: string, family: string | null, distance: number | null): Promise<void>;
  counted(madeWith: string, counts: { arrived: number; grouped: number }): Promise<void>;
  /** Deletes families without members and without a name that a person gave. */
  forgetEmpty(madeWith: string): Promise<void>;
}

export interface LooksQuery {
  madeWith: string;
  limit: number;
  from?: Date | undefined;
  until?: Date | undefined;
}

export interface NewFamily {
  id: string;
  madeWith: string;
  centre: Float32Array;
  reach: number;
  begunAt: Date;
}

export function inSpace(station: string, madeWith: string) {
  return and(eq(lookSpaces.station, station), eq(lookSpaces.madeWith, madeWith));
}

export function stepOf(queries: Queries, station: string): FamilyStep {
  return {
    counts: async (madeWith) => {
      const [row] = await queries.select().from(lookSpaces).where(inSpace(station, madeWith));
      return { arrived: row?.arrived ?? 0, grouped: row?.grouped ?? 0 };
    },
    families: (madeWith) => familiesOf(queries, station, madeWith),
    looks: (query) => looksOf(queries, station, query),
    add: (looks) => addLooks(queries, station, looks),
    addFamily: (family) => addFamily(queries, station, family),
    shapeFamily: async (id, centre, reach) => {
      await queries
        .update(families)
        .set({ centre: bytesOf(centre), reach })
        .where(eq(families.id, id));
    },
    move: async (frameId, family, distance) => {
      await queries
        .update(defectLooks)
        .set({ family, distance })
        .where(eq(defectLooks.frameId, frameId));
    },
    counted: async (madeWith, counts) => {
      await queries.update(lookSpaces).set(counts).where(inSpace(station, madeWith));
    },
    forgetEmpty: async (madeWith) => {
      const members = sql`EXISTS (SELECT 1 FROM ${defectLooks} WHERE ${defectLooks.family} = ${families.id})`;
      await queries
        .delete(families)
        .where(
          and(
            eq(families.station, station),
            eq(families.madeWith, madeWith),
            isNull(families.name),
            sql`NOT ${members}`,
          ),
        );
    },
  };
}

async function familiesOf(queries: Queries, station: string, madeWith: string) {
  const rows = await queries
    .select()
    .from(families)
    .where(and(eq(families.station, station), eq(families.madeWith, madeWith)))
    .orderBy(asc(families.number));
  return rows.map(({ id, number, name, centre, reach }) => ({
    id,
    number,
    name,
    reach,
    centre: floatsOf(centre),
  }));
}

async function looksOf(queries: Queries, station: string, query: LooksQuery) {
  const { madeWith, limit, from, until } = query;
  const { frameId, vector, family } = defectLooks;
  const rows = await queries
    .select({ frameId, vector, family })
    .from(defectLooks)
    .where(
      all(
        eq(defectLooks.station, station),
        eq(defectLooks.madeWith, madeWith),
        eq(defectLooks.alerted, true),
        isNotNull(defectLooks.vector),
        from && gte(defectLooks.seenAt, from),
        until && lt(defectLooks.seenAt, until),
      ),
    )
    .orderBy(desc(defectLooks.seenAt), desc(defectLooks.frameId))
    .limit(limit);
  return rows.map((row) => ({ ...row, vector: floatsOf(row.vector!) }));
}

async function addLooks(
  queries: Queries,
  station: string,
  looks: readonly NewDefectEmbedding[],
): Promise<Set<string>> {
  if (looks.length === 0) return new Set();
  // A frame may be gone since it was read.
  const there = await queries
    .select({ id: inspections.frameId })
    .from(inspections)
    .where(inArray(inspections.frameId, looks.map(({ frameId }) => frameId))); // prettier-ignore
  const ids = new Set(there.map(({ id }) => id));
  const values = looks
    .filter(({ frameId }) => ids.has(frameId))
    .map((look) => ({ ...look, station, vector: look.vector && bytesOf(look.vector) }));
  if (values.length === 0) return new Set();
  const added = await queries
    .insert(defectLooks)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: defectLooks.frameId });
  return new Set(added.map(({ id }) => id));
}

async function addFamily(queries: Queries, station: string, family: NewFamily): Promise<void> {
  const { id, madeWith, reach, begunAt } = family;
  const newest = sql`(SELECT max(next_number) + 1 FROM look_spaces WHERE station = ${station})`;
  const [space] = await queries
    .update(lookSpaces)
    .set({ nextNumber: newest })
    .where(inSpace(station, madeWith))
    .returning({ next: lookSpaces.nextNumber });
  const number = (space?.next ?? 2) - 1;
  await queries
    .insert(families)
    .values({ id, station, madeWith, reach, begunAt, centre: bytesOf(family.centre), number });
}
