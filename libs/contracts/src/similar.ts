import { z } from 'zod';
import { frameId, instant, stationId } from './ids.js';
import { verdict } from './verdicts.js';

/** Which frames are looked through, and how. */
export const similarQuery = z.object({
  count: z.coerce.number().int().min(1).max(1000).default(20),
  metric: z.enum(['cosine', 'l2']).default('cosine'),
  /** Without one, the stations of all frames whose embeddings can be compared. */
  station: stationId.optional(),
  verdict: verdict.optional(),
  from: instant.optional(),
  until: instant.optional(),
  /** Only frames that are at least this near. */
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
  /** 1 - cosine of the image embeddings, or their Euclidean distance. */
  distance: z.number(),
});
export type SimilarFrame = z.infer<typeof similarFrame>;

export const similarFrames = z.object({
  frameId,
  metric: z.enum(['cosine', 'l2']),
  /** Frames that were compared. */
  searched: z.int(),
  /** Most similar first, the frame itself left out. */
  items: z.array(similarFrame),
});
export type SimilarFrames = z.infer<typeof similarFrames>;
