import { type ReviewRow, type NewReview, isSame, rowOf, auditOf, toReview } from './review-rows.js';
import {
  inspection as inspectionShape,
  type Inspection,
  type Page,
  type Review,
  TouchstoneError,
} from '#contracts';
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { writeAudit } from '../people/audit.js';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { addEntry, type EmbeddedDefect } from './change-defect-memory.js';
import { reviews } from '../database/loop-tables.js';
import { frames, inspections, normals } from '../database/tables.js';
import type { StoredNormal } from '../models/normals.js';
import { testPictureWith } from '../test-sets/apart.js';
import { undoEffect } from './undo-review.js';

/** The outcome of a change of answers: the answer that stands now, and the blobs that nobody needs any more. */
export interface Answered {
  review: Review;
  /** Tells whether something changed; false where it was just this answer before. */
  fresh: boolean;
  /** The keys of the blobs of normals that went with an answer before: the caller's to delete. */
  goneBlobs: string[];
}

/** The table of people's answers. A frame has at most one that stands: a later one undoes the one before. */
export class Reviews {
  constructor(private readonly database: Database) {}

  /**
   * Stores an answer and undoes the one before with what it did, in one transaction. `effect` says what it must
   * lead to. Throws `frame-not-found`, `inspection-not-found`.
   */
  async answer(
    asked: NewReview,
    effect: (inspection: Inspection) => Pick<Review, 'effect' | 'detail'>,
  ): Promise<Answered> {
    return this.database.change(async (queries) => {
      const inspection = await lockedInspection(queries, asked.frameId);
      const standing = await standingOf(queries, asked.frameId);
      const same = standing.find((row) => isSame(row, asked));
      if (same !== undefined) return { review: toReview(same), fresh: false, goneBlobs: [] };
      const gone: (string | null)[] = [];
      for (const row of standing) gone.push((await undoEffect(queries, row, asked)).goneBlob);
      const [row] = await queries
        .insert(reviews)
        .values({ ...rowOf(asked, inspection), ...effect(inspection) })
        .returning();
      await writeAudit(queries, auditOf(row!, asked, 'review-given', standing[0]?.id ?? null));
      const goneBlobs = gone.filter((blob) => blob !== null);
      return { review: toReview(row!), fresh: true, goneBlobs };
    });
  }

  /** Takes an answer back with what it did. A second time changes nothing. Throws `review-not-found`. */
  async undo(id: string, change: { by: string; at: Date; auditId: string }): Promise<Answered> {
    return this.database.change(async (queries) => {
      const row = await lockedReview(queries, id);
      if (row === null) return reviewGone(id);
      if (row.undoneAt !== null) return { review: toReview(row), fresh: false, goneBlobs: [] };
      const { after, goneBlob } = await undoEffect(queries, row, change);
      await writeAudit(queries, auditOf(row, change, 'review-undone', null));
      return {
        review: toReview(after),
        fresh: true,
        goneBlobs: goneBlob === null ? [] : [goneBlob],
      };
    });
  }

  async find(id: string): Promise<Review | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(reviews).where(eq(reviews.id, id)),
    );
    return row === undefined ? null : toReview(row);
  }

  /** Lists all answers to a frame, newest first. */
  async ofFrame(frameId: string): Promise<Review[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(reviews)
        .where(eq(reviews.frameId, frameId))
        .orderBy(desc(reviews.answeredAt), desc(reviews.id)),
    );
    return rows.map(toReview);
  }

  /** Lists all answers to these frames, oldest first, those that were taken back too. */
  async ofFrames(frameIds: readonly string[]): Promise<Review[]> {
    if (frameIds.length === 0) return [];
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(reviews)
        .where(inArray(reviews.frameId, [...frameIds]))
        .orderBy(asc(reviews.answeredAt), asc(reviews.id)),
    );
    return rows.map(toReview);
  }

  /** Lists a page of the station's answers, newest first. */
  async list(query: {
    station: string;
    limit: number;
    cursor?: string | undefined;
  }): Promise<Page<Review>> {
    const { where, order } = pageAfter(reviews.answeredAt, reviews.id, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(reviews)
        .where(all(eq(reviews.station, query.station), where))
        .orderBy(...order)
        .limit(query.limit + 1),
    );
    return toPage(rows, query.limit, (row) => ({ time: row.answeredAt, id: row.id }), toReview);
  }

  /** Remembers a defect as the answer asks; null for an answer that was undone or carried out meanwhile. */
  async remember(id: string, entryId: string, embedded: EmbeddedDefect): Promise<Review | null> {
    return this.settle(id, async (queries, row) => {
      const { station, frameId, name, answeredBy, answeredAt } = row;
      const entry = { id: entryId, station, frameId, reviewId: id, name, rememberedBy: answeredBy };
      await addEntry(queries, { ...entry, rememberedAt: answeredAt }, embedded);
      return { effect: 'remembered-as-defect', detail: null };
    });
  }

  /** Offers a frame as a normal; where the station has its bytes among them already, or in its test set, says so. */
  async offer(id: string, normal: StoredNormal): Promise<Review | null> {
    return this.settle(id, async (queries) => {
      if ((await testPictureWith(queries, normal)) !== null)
        return {
          effect: 'none',
          detail: 'the picture is in the test set, so nothing is learned from it',
        };
      const added = await queries.insert(normals).values(normal).onConflictDoNothing();
      if ((added.rowCount ?? 0) === 0)
        return { effect: 'none', detail: 'these very bytes are a normal of the station already' };
      const effect = normal.state === 'quarantined' ? 'quarantined' : 'offered-as-normal';
      const reasons = normal.findings?.map(({ detail }) => detail).join(' ');
      return { effect, normalId: normal.id, detail: reasons === '' ? null : (reasons ?? null) };
    });
  }

  /** Says why an answer could not be carried out. */
  async fail(id: string, detail: string): Promise<Review | null> {
    return this.settle(id, () => Promise.resolve({ effect: 'failed', detail }));
  }

  /** Only an answer that stands and waits is carried out: doing it twice, or too late, changes nothing. */
  private async settle(
    id: string,
    carryOut: (queries: Queries, row: ReviewRow) => Promise<Partial<ReviewRow>>,
  ): Promise<Review | null> {
    return this.database.change(async (queries) => {
      const row = await lockedReview(queries, id);
      if (row?.effect !== 'pending' || row.undoneAt !== null) return null;
      const values = await carryOut(queries, row);
      const [after] = await queries
        .update(reviews)
        .set(values)
        .where(eq(reviews.id, id))
        .returning();
      return toReview(after!);
    });
  }
}

async function lockedReview(queries: Queries, id: string): Promise<ReviewRow | null> {
  const [row] = await queries.select().from(reviews).where(eq(reviews.id, id)).for('update');
  return row ?? null;
}

/** The frame is locked, so that two answers at the same moment come one after the other. */
async function lockedInspection(queries: Queries, frameId: string): Promise<Inspection> {
  const [frame] = await queries
    .select({ id: frames.id })
    .from(frames)
    .where(eq(frames.id, frameId))
    .for('update');
  if (frame === undefined)
    throw new TouchstoneError('frame-not-found', `there is no frame ${frameId}`);
  const [row] = await queries
    .select({ document: inspections.document })
    .from(inspections)
    .where(eq(inspections.frameId, frameId));
  if (row !== undefined) return inspectionShape.parse(row.document);
  throw new TouchstoneError(
    'inspection-not-found',
    `frame ${frameId} has no inspection yet: answer when it has a verdict`,
  );
}

function standingOf(queries: Queries, frameId: string): Promise<ReviewRow[]> {
  return queries
    .select()
    .from(reviews)
    .where(and(eq(reviews.frameId, frameId), isNull(reviews.undoneAt)))
    .orderBy(desc(reviews.answeredAt))
    .for('update');
}

function reviewGone(id: string): never {
  throw new TouchstoneError('review-not-found', `there is no review ${id}`);
}
