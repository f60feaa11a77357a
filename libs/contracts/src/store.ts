import { z } from 'zod';

/** The agreement of the API's blob store with the records: whether it is the one that they belong to. */
export const storeState = z.object({
  agrees: z.boolean(),
  /** The id of the store that the records belong to. */
  expected: z.string().nullable(),
  /** The id that lies in the API's store; null where none does. */
  found: z.string().nullable(),
  /** The reason why the store is not used, and what to do; null while it is. */
  reason: z.string().nullable(),
});
export type StoreState = z.infer<typeof storeState>;

/** The request to put failed frames back in: all of a station, or those that failed with one code. */
export const frameRetry = z.strictObject({ code: z.string().min(1).max(100).optional() });
export type FrameRetry = z.infer<typeof frameRetry>;

/** The result of a bulk retry: as many frames as half of the station's free backlog took; ask again for the others. */
export const framesPutBack = z.object({ putBack: z.int(), left: z.int() });
export type FramesPutBack = z.infer<typeof framesPutBack>;
