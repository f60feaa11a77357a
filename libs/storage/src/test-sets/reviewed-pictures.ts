import { TouchstoneError } from '#contracts';
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database, Queries } from '../database/database.js';
import { reviews } from '../database/loop-tables.js';
import type { ChangeFacts } from '../people/audit.js';
import { takeNormalBack } from '../reviews/undo-review.js';
import type { StoredTestPicture } from './test-picture-rows.js';
import { type AddedTestPicture, addTestPicture } from './test-pictures.js';

type ReviewRow = typeof reviews.$inferSelect;

/** The outcome of adding a reviewed frame, with the bytes of a normal that nobody needs any more. */
export interface AddedReviewed extends AddedTestPicture {
  /** The key of the blob of the normal that the answer had offered; the caller's to delete. */
  goneBlob: string | null;
}

/** The picture as it is before the answer says what is known of it. */
export type UnansweredPicture = Omit<StoredTestPicture, 'known' | 'kind' | 'region' | 'maskBlob'>;

/** Reviewed frames that join the test set. */
export class ReviewedPictures {
  constructor(private readonly database: Database) {}

  /**
   * Adds a frame's picture under the answer that stands. A normal that the answer offered is taken back, as undoing the
   * answer would, unless it may have been learned from.
   * @throws TouchstoneError review-not-found where nobody answered ok or defect; picture-is-normal
   */
  async add(
    frameId: string,
    picture: UnansweredPicture,
    change: ChangeFacts,
  ): Promise<AddedReviewed> {
    return this.database.change(async (queries) => {
      const review = await standing(queries, frameId);
      const goneBlob = await withdrawn(queries, review);
      const isBad = review.answer === 'defect';
      const known = isBad ? 'bad' : 'good';
      const [kind, region] = isBad ? [review.name, review.region] : [null, null];
      const whole = { ...picture, known, kind, region, maskBlob: null } as const;
      return { ...(await addTestPicture(queries, whole, change)), goneBlob };
    });
  }
}

async function standing(queries: Queries, frameId: string): Promise<ReviewRow> {
  const [row] = await queries
    .select()
    .from(reviews)
    .where(
      and(
        eq(reviews.frameId, frameId),
        isNull(reviews.undoneAt),
        inArray(reviews.answer, ['ok', 'defect']),
      ),
    )
    .orderBy(desc(reviews.answeredAt))
    .for('update');
  if (row !== undefined) return row;
  throw new TouchstoneError(
    'review-not-found',
    `nobody has answered frame ${frameId} with ok or defect, so nothing is known of its part; answer it first`,
  );
}

async function withdrawn(queries: Queries, review: ReviewRow): Promise<string | null> {
  const { goneBlob } = await takeNormalBack(queries, review);
  if (goneBlob === null) return null;
  const detail = 'the picture went into the test set, so nothing is learned from it';
  await queries
    .update(reviews)
    .set({ effect: 'none', detail, normalId: null })
    .where(eq(reviews.id, review.id));
  return goneBlob;
}
