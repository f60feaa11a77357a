import {
  type DefectMemoryRow,
  type EmbeddedDefect,
  type MemoryChange,
  takeOut,
  nextMemoryVersion,
  columnsOf,
} from './change-defect-memory.js';
import {
  type DefectMemoryEntry,
  type Page,
  type RememberedPatches,
  type ReviewJob,
  TouchstoneError,
} from '#contracts';
import { and, asc, count, eq, gt, isNull, lte, ne, or } from 'drizzle-orm';
import { writeAudit } from '../people/audit.js';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import { defectMemory, reviews } from '../database/loop-tables.js';
import { iso } from '../frames/stored-image.js';

/** An entry as the worker compares with it. */
export interface ActiveEntry {
  id: string;
  frameId: string;
  name: string | null;
  madeWith: string;
  patches: Float32Array;
}

/** The table of remembered defects. Every change counts the station's memory version up in the same transaction. */
export class DefectMemoryEntries {
  constructor(private readonly database: Database) {}

  /**
   * Lists the entries that counted at a memory version, oldest first: the order in which equally like ones are named.
   * The same version has the same entries however late it is read, unless one was embedded again since.
   */
  async at(station: string, version: number): Promise<ActiveEntry[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(defectMemory)
        .where(
          and(
            eq(defectMemory.station, station),
            lte(defectMemory.fromVersion, version),
            or(isNull(defectMemory.untilVersion), gt(defectMemory.untilVersion, version)),
          ),
        )
        .orderBy(asc(defectMemory.rememberedAt), asc(defectMemory.id)),
    );
    return rows.map(({ id, frameId, name, madeWith, patches }) => ({
      id,
      frameId,
      name,
      madeWith,
      patches: floatsOf(patches),
    }));
  }

  /** Returns the review jobs of those that count and were made with another backbone or view than this. */
  async madeOtherwise(station: string, madeWith: string): Promise<ReviewJob[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ reviewId: defectMemory.reviewId, frameId: defectMemory.frameId })
        .from(defectMemory)
        .where(
          and(
            eq(defectMemory.station, station),
            isNull(defectMemory.undoneAt),
            ne(defectMemory.madeWith, madeWith),
          ),
        ),
    );
    return rows.map((row) => ({ ...row, stationId: station }));
  }

  /** Lists a page of the station's entries, newest first, those that were undone among them. */
  async list(query: {
    station: string;
    limit: number;
    cursor?: string | undefined;
  }): Promise<Page<DefectMemoryEntry>> {
    const { where, order } = pageAfter(defectMemory.rememberedAt, defectMemory.id, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(defectMemory)
        .where(all(eq(defectMemory.station, query.station), where))
        .orderBy(...order)
        .limit(query.limit + 1),
    );
    return toPage(rows, query.limit, (row) => ({ time: row.rememberedAt, id: row.id }), toEntry);
  }

  /** Reads an entry with its patches. Throws `defect-memory-not-found`. */
  async read(station: string, id: string): Promise<RememberedPatches> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(defectMemory).where(ofStation(station, id)),
    );
    if (row === undefined) return entryGone(station, id);
    const { dimensions, places, fromVersion, untilVersion } = row;
    const embeddings = row.patches.toString('base64');
    return { ...toEntry(row), dimensions, places, fromVersion, untilVersion, embeddings };
  }

  async forReview(reviewId: string): Promise<DefectMemoryEntry | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(defectMemory).where(eq(defectMemory.reviewId, reviewId)),
    );
    return row === undefined ? null : toEntry(row);
  }

  /** Returns the number of entries that are in force, by station. */
  async counts(): Promise<Map<string, number>> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ station: defectMemory.station, entries: count() })
        .from(defectMemory)
        .where(isNull(defectMemory.undoneAt))
        .groupBy(defectMemory.station),
    );
    return new Map(rows.map(({ station, entries }) => [station, entries]));
  }

  /** Takes the entry out; the answer that taught it stays. A second time changes nothing. Throws `defect-memory-not-found`. */
  async undo(station: string, id: string, change: MemoryChange): Promise<DefectMemoryEntry> {
    return this.database.change(async (queries) => {
      const [row] = await queries
        .select()
        .from(defectMemory)
        .where(ofStation(station, id))
        .for('update');
      if (row === undefined) return entryGone(station, id);
      if (row.undoneAt !== null) return toEntry(row);
      const undone = await takeOut(queries, row, change);
      await queries
        .update(reviews)
        .set({ effect: 'none', detail: `${change.by} took its entry out of the defect memory` })
        .where(and(eq(reviews.id, row.reviewId), isNull(reviews.undoneAt)));
      await writeAudit(queries, {
        id: change.auditId,
        station,
        at: change.at,
        by: change.by,
        action: 'defect-forgotten',
        subject: id,
        detail: { frameId: row.frameId, name: row.name, verdictsChanged: row.verdictsChanged },
      });
      return toEntry(undone);
    });
  }

  /** Puts what another backbone or view sees of it in the place of what it had; null for one that was undone. */
  async embedAgain(id: string, embedded: EmbeddedDefect): Promise<DefectMemoryEntry | null> {
    return this.database.change(async (queries) => {
      const [row] = await queries
        .select()
        .from(defectMemory)
        .where(and(eq(defectMemory.id, id), isNull(defectMemory.undoneAt)))
        .for('update');
      if (row === undefined) return null;
      if (row.madeWith === embedded.madeWith) return toEntry(row);
      const fromVersion = await nextMemoryVersion(queries, row.station);
      const [after] = await queries
        .update(defectMemory)
        .set({ ...columnsOf(embedded), fromVersion })
        .where(eq(defectMemory.id, id))
        .returning();
      return toEntry(after!);
    });
  }
}

function ofStation(station: string, id: string) {
  return and(eq(defectMemory.station, station), eq(defectMemory.id, id));
}

/** A copy, so that the numbers lie at an address that float32 needs. */
function floatsOf(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}

function toEntry(row: DefectMemoryRow): DefectMemoryEntry {
  return {
    id: row.id,
    stationId: row.station,
    frameId: row.frameId,
    reviewId: row.reviewId,
    name: row.name,
    patches: row.places.length,
    reach: row.reach,
    by: row.rememberedBy,
    at: iso(row.rememberedAt),
    verdictsChanged: row.verdictsChanged,
    undoneAt: iso(row.undoneAt),
    undoneBy: row.undoneBy,
    inactive: row.inactive,
  };
}

function entryGone(station: string, id: string): never {
  throw new TouchstoneError(
    'defect-memory-not-found',
    `the defect memory of station ${station} has no entry ${id}`,
  );
}
