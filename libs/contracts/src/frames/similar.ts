import { z } from 'zod';
import { frameId, instant, stationId } from './ids.js';
import { regionOfInterest } from './region.js';
import { verdict } from './verdicts.js';
import { safeText } from './safe-text.js';

const searchedRegion = z
  .string()
  .transform((text) => {
    const [x, y, width, height] = text.split(',').map(Number);
    return { x, y, width, height };
  })
  .pipe(regionOfInterest);

/**
 * The query of a search for similar frames: the frames that are looked through, and the distance that they are ranked
 * by.
 */
export const similarQuery = z.object({
  count: z.coerce.number().int().min(1).max(1000).default(20),
  metric: z.enum(['cosine', 'l2']).default('cosine'),
  /**
   * The station whose frames are looked through; without one, the stations of all frames whose embeddings can be
   * compared.
   */
  station: stationId.optional(),
  verdict: verdict.optional(),
  /** The name that people gave the defects of the frames that are looked through. */
  label: safeText.trim().min(1).max(100).optional(),
  /**
   * The rectangle `x,y,width,height` in fractions of the frame: what looks like this part of it, wherever it lies, is
   * found.
   */
  region: searchedRegion.optional(),
  /** The way of the search. `auto`: exactly while that is quick, with the index where millions are kept. */
  search: z.enum(['auto', 'exact', 'index']).default('auto'),
  from: instant.optional(),
  until: instant.optional(),
  /** The distance at most of the frames that are found. */
  within: z.coerce.number().min(0).optional(),
  format: z.enum(['json', 'csv']).default('json'),
});
export type SimilarQuery = z.infer<typeof similarQuery>;

export const similarFrame = z.object({
  frameId,
  stationId,
  partId: z.string().nullable(),
  lot: z.string().nullable(),
  verdict,
  displayScore: z.number(),
  capturedAt: instant.nullable(),
  inspectedAt: instant,
  /** The name that people gave its defect. */
  label: z.string().nullable(),
  /** The distance: 1 - cosine of the embeddings, or Euclidean. */
  distance: z.number(),
  /** The rectangle of this frame that is most like the searched region; null where no region was searched. */
  matched: regionOfInterest.nullable(),
});
export type SimilarFrame = z.infer<typeof similarFrame>;

export const similarFrames = z.object({
  frameId,
  metric: z.enum(['cosine', 'l2']),
  /** Frames that the filters leave to compare. */
  searched: z.int(),
  /**
   * Tells whether all frames were compared; false where the index chose whom to compare: its recall stands in the docs.
   */
  exact: z.boolean(),
  /** The frames, most similar first, the frame itself left out. */
  items: z.array(similarFrame),
});
export type SimilarFrames = z.infer<typeof similarFrames>;
