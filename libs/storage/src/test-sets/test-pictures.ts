import { type KnownPart, type Page, type TestSetCounts, TouchstoneError } from '#contracts';
import { and, asc, count, eq, isNotNull, sql } from 'drizzle-orm';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { codeOf } from '../database/records-trouble.js';
import { testPictures } from '../database/test-set-tables.js';
import { type ChangeFacts, writeAudit } from '../people/audit.js';
import { refuseNormal } from './apart.js';
import { entryOf, type StoredTestPicture } from './test-picture-rows.js';

export interface TestPictureQuery {
  station: string;
  known?: KnownPart | undefined;
  kind?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** A picture that was added; `fresh` is false where the station had its bytes before. */
export interface AddedTestPicture {
  picture: StoredTestPicture;
  fresh: boolean;
}

/** The table of test pictures. Equal bytes are one picture of a station, and never one of its normals. */
export class TestPictures {
  constructor(private readonly database: Database) {}

  /**
   * Adds a picture with its audit entry, or returns the one with the same bytes.
   * @throws TouchstoneError picture-is-normal, station-not-found
   */
  async add(picture: StoredTestPicture, change: ChangeFacts): Promise<AddedTestPicture> {
    return this.database.change((queries) => addTestPicture(queries, picture, change));
  }

  /** Returns the station's picture that has these bytes, by their SHA-256. */
  async withBytes(station: string, sha256: string): Promise<StoredTestPicture | null> {
    return this.database.ask((queries) => withBytes(queries, station, sha256));
  }

  /** Throws `test-picture-not-found`. */
  async get(station: string, id: string): Promise<StoredTestPicture> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(testPictures).where(isThe(station, id)),
    );
    return row ?? gone(station, id);
  }

  /** Lists a page of the station's pictures, newest first. */
  async list(query: TestPictureQuery): Promise<Page<StoredTestPicture>> {
    const { station, known, kind, limit, cursor } = query;
    const page = pageAfter(testPictures.addedAt, testPictures.id, cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(testPictures)
        .where(
          all(
            page.where,
            eq(testPictures.station, station),
            known && eq(testPictures.known, known),
            kind === undefined ? undefined : eq(testPictures.kind, kind),
          ),
        )
        .orderBy(...page.order)
        .limit(limit + 1),
    );
    const placeOf = ({ addedAt: time, id }: StoredTestPicture) => ({ time, id });
    return toPage(rows, limit, placeOf, (row) => row);
  }

  /** Counts the pictures by what is known of them. */
  async counts(station: string): Promise<TestSetCounts> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({
          known: testPictures.known,
          kind: testPictures.kind,
          pictures: count(),
          masks: count(testPictures.maskBlob),
        })
        .from(testPictures)
        .where(eq(testPictures.station, station))
        .groupBy(testPictures.known, testPictures.kind)
        .orderBy(sql`${testPictures.kind} NULLS LAST`),
    );
    const bad = rows.filter(({ known }) => known === 'bad');
    const sum = (of: readonly { pictures: number }[]) => of.reduce((n, row) => n + row.pictures, 0);
    return {
      good: sum(rows.filter(({ known }) => known === 'good')),
      bad: sum(bad),
      masks: rows.reduce((n, row) => n + row.masks, 0),
      kinds: bad.map(({ kind, pictures }) => ({ kind, pictures })),
    };
  }

  /** Tells whether the station has any test picture. */
  async hasAny(station: string): Promise<boolean> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ id: testPictures.id })
        .from(testPictures)
        .where(eq(testPictures.station, station))
        .limit(1),
    );
    return rows.length > 0;
  }

  /** Says where a bad part's mask lies, with the audit entry. Throws `test-picture-not-found`. */
  async setMask(
    station: string,
    id: string,
    maskBlob: string,
    change: ChangeFacts,
  ): Promise<StoredTestPicture> {
    return this.database.change(async (queries) => {
      const [row] = await queries
        .update(testPictures)
        .set({ maskBlob })
        .where(isThe(station, id))
        .returning();
      if (row === undefined) return gone(station, id);
      await writeAudit(queries, entryOf('test-picture-mask-set', row, change));
      return row;
    });
  }

  /**
   * Deletes the row and returns it, with the audit entry; its bytes are the caller's to delete. Throws
   * `test-picture-not-found`.
   */
  async delete(station: string, id: string, change: ChangeFacts): Promise<StoredTestPicture> {
    return this.database.change(async (queries) => {
      const [row] = await queries.delete(testPictures).where(isThe(station, id)).returning();
      if (row === undefined) return gone(station, id);
      await writeAudit(queries, entryOf('test-picture-deleted', row, change));
      return row;
    });
  }

  /** Lists the pictures that a model has not scored, or all of them, in the order in which they were added. */
  async toScore(station: string, model: string, again: boolean): Promise<StoredTestPicture[]> {
    const isScored = sql`EXISTS (SELECT 1 FROM test_scores WHERE test_scores.model = ${model} AND test_scores.picture = ${testPictures.id})`;
    return this.inOrder(
      all(eq(testPictures.station, station), again ? undefined : sql`NOT ${isScored}`),
    );
  }

  /** Lists all pictures of a station's test set, in the order in which they were added. */
  async all(station: string): Promise<StoredTestPicture[]> {
    return this.inOrder(eq(testPictures.station, station));
  }

  /** Lists the pictures that pixel figures are taken from: good parts, and bad ones with a mask. */
  async withTruePixels(station: string): Promise<StoredTestPicture[]> {
    const has = sql`(${testPictures.known} = 'good' OR ${isNotNull(testPictures.maskBlob)})`;
    return this.inOrder(all(eq(testPictures.station, station), has));
  }

  private async inOrder(where: ReturnType<typeof all>): Promise<StoredTestPicture[]> {
    return this.database.ask((queries) =>
      queries
        .select()
        .from(testPictures)
        .where(where)
        .orderBy(asc(testPictures.addedAt), asc(testPictures.id)),
    );
  }
}

/** Adds a picture in the caller's transaction. @throws TouchstoneError picture-is-normal, station-not-found */
export async function addTestPicture(
  queries: Queries,
  picture: StoredTestPicture,
  change: ChangeFacts,
): Promise<AddedTestPicture> {
  await refuseNormal(queries, picture);
  const [added] = await insert(queries, picture);
  if (added === undefined) {
    const known = await withBytes(queries, picture.station, picture.sha256);
    return { picture: known!, fresh: false };
  }
  await writeAudit(queries, entryOf('test-picture-added', added, change));
  return { picture: added, fresh: true };
}

const isThe = (station: string, id: string) =>
  and(eq(testPictures.station, station), eq(testPictures.id, id));

async function insert(queries: Queries, picture: StoredTestPicture) {
  try {
    return await queries.insert(testPictures).values(picture).onConflictDoNothing().returning();
  } catch (error) {
    if (codeOf(error) !== '23503') throw error;
    const detail = `there is no station ${picture.station}`;
    throw new TouchstoneError('station-not-found', detail, { cause: error });
  }
}

async function withBytes(queries: Queries, station: string, sha256: string) {
  const [row] = await queries
    .select()
    .from(testPictures)
    .where(and(eq(testPictures.station, station), eq(testPictures.sha256, sha256)));
  return row ?? null;
}

function gone(station: string, id: string): never {
  throw new TouchstoneError(
    'test-picture-not-found',
    `station ${station} has no test picture ${id}`,
  );
}
