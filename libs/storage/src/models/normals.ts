import { type ChangeFacts, writeAudit } from '../people/audit.js';
import {
  type Normal,
  type NormalState,
  type Page,
  type SetAside,
  TouchstoneError,
} from '#contracts';
import { and, asc, count, eq, sql } from 'drizzle-orm';
import { all, pageAfter, type Place, toPage } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import { codeOf } from '../database/records-trouble.js';
import { iso, type StoredImage } from '../frames/stored-image.js';
import { normals } from '../database/tables.js';
import { refuseTestPicture } from '../test-sets/apart.js';

export interface StoredNormal extends StoredImage {
  addedAt: Date;
  state: NormalState;
  /** The reasons why the normal was set aside; empty where it was not. */
  findings?: SetAside[];
  setAsideAt?: Date | null;
  /** The time at which a person decided on it. */
  decidedAt?: Date | null;
  decidedBy?: string | null;
  decisionNote?: string | null;
  /** What a person said of how often there are parts like it. */
  rarity?: 'typical' | 'rare' | null;
  /** The production frame that a review offered. */
  sourceFrame?: string | null;
}

/** The table of normals. Equal bytes are one normal of a station: twice the same would score itself. */
export class Normals {
  constructor(private readonly database: Database) {}

  /** Inserts the normal, or returns the one with the same bytes. Throws `station-not-found`, `picture-in-test-set`. */
  async add(
    normal: StoredNormal,
    change?: ChangeFacts,
  ): Promise<{ normal: StoredNormal; fresh: boolean }> {
    const inserted = await this.database.change(async (queries) => {
      await refuseTestPicture(queries, normal);
      try {
        const answer = await queries.insert(normals).values(normal).onConflictDoNothing();
        if (change !== undefined && (answer.rowCount ?? 0) > 0)
          await writeAudit(queries, entryOf('normal-added', normal, change));
        return answer;
      } catch (error) {
        if (codeOf(error) !== '23503') throw error;
        throw new TouchstoneError('station-not-found', `there is no station ${normal.station}`, {
          cause: error,
        });
      }
    });
    if ((inserted.rowCount ?? 0) > 0) return { normal, fresh: true };
    return {
      normal: (await this.withBytes(normal.station, normal.sha256)) ?? normal,
      fresh: false,
    };
  }

  /** Returns the station's normal that has these bytes, by their SHA-256. */
  async withBytes(station: string, sha256: string): Promise<StoredNormal | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select()
        .from(normals)
        .where(and(eq(normals.station, station), eq(normals.sha256, sha256))),
    );
    return row ?? null;
  }

  /** Returns the normal that a review made of this production frame. */
  async offeredFrom(station: string, frameId: string): Promise<StoredNormal | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select()
        .from(normals)
        .where(and(eq(normals.station, station), eq(normals.sourceFrame, frameId))),
    );
    return row ?? null;
  }

  async find(id: string): Promise<StoredNormal | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(normals).where(eq(normals.id, id)),
    );
    return row ?? null;
  }

  /** Lists a page of the station's normals, newest first, as the API shows them. */
  async list(query: {
    station: string;
    state?: NormalState | undefined;
    limit: number;
    cursor?: string | undefined;
  }): Promise<Page<Normal>> {
    const page = pageAfter(normals.addedAt, normals.id, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(normals)
        .where(
          all(
            page.where,
            eq(normals.station, query.station),
            query.state && eq(normals.state, query.state),
          ),
        )
        .orderBy(...page.order)
        .limit(query.limit + 1),
    );
    return toPage(rows, query.limit, (row) => ({ time: row.addedAt, id: row.id }), toNormal);
  }

  /** Reads all of a station's normals in the order they were added, page by page: the calibrator's input. */
  async *each(station: string, pageSize = 200): AsyncGenerator<StoredNormal> {
    let after: Place | undefined;
    for (;;) {
      const rows = await this.pageInOrder(station, pageSize, after);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < pageSize) return;
      after = { time: last.addedAt, id: last.id };
    }
  }

  /** Counts the normals that calibrations learn from. */
  async count(station: string): Promise<number> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ normals: count() })
        .from(normals)
        .where(and(eq(normals.station, station), eq(normals.state, 'in'))),
    );
    return row?.normals ?? 0;
  }

  /**
   * Deletes the row and returns it; its bytes are the caller's to delete. Returns null when the station has no such
   * normal.
   */
  async delete(station: string, id: string, change?: ChangeFacts): Promise<StoredNormal | null> {
    return this.database.change(async (queries) => {
      const [row] = await queries
        .delete(normals)
        .where(and(eq(normals.station, station), eq(normals.id, id)))
        .returning();
      if (row !== undefined && change !== undefined)
        await writeAudit(queries, entryOf('normal-deleted', row, change));
      return row ?? null;
    });
  }

  private async pageInOrder(station: string, limit: number, after: Place | undefined) {
    return this.database.ask((queries) =>
      queries
        .select()
        .from(normals)
        .where(
          all(
            eq(normals.station, station),
            after &&
              sql`(${normals.addedAt}, ${normals.id}) > (${after.time.toISOString()}::timestamptz, ${after.id}::uuid)`,
          ),
        )
        .orderBy(asc(normals.addedAt), asc(normals.id))
        .limit(limit),
    );
  }
}

export function toNormal(row: StoredNormal): Normal {
  return {
    id: row.id,
    stationId: row.station,
    partId: row.partId,
    lot: row.lot,
    capturedAt: iso(row.capturedAt),
    addedAt: iso(row.addedAt),
    state: row.state,
    findings: row.findings ?? [],
    decided: decidedOf(row),
  };
}

function decidedOf({
  state,
  rarity,
  decidedBy,
  decidedAt,
  decisionNote,
}: StoredNormal): Normal['decided'] {
  if (!decidedBy || !decidedAt || state === 'quarantined') return null;
  const decision = state === 'kept-out' ? 'not-good' : (rarity ?? 'use');
  return { decision, by: decidedBy, at: iso(decidedAt), why: decisionNote ?? '' };
}

/** Returns what the audit trail says of a normal; the SHA-256 names its bytes when they are gone. */
function entryOf(action: string, normal: StoredNormal, { auditId, by, at }: ChangeFacts) {
  const { id: subject, station, partId, lot, sha256, state } = normal;
  const detail = { partId, lot, sha256, state };
  return { id: auditId, station, at, by, action, subject, detail };
}
