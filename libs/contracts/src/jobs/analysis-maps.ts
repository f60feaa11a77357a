import { z } from 'zod';
import { stationId } from '../frames/ids.js';
import { verdict } from '../frames/verdicts.js';

const pointKind = z.enum(['frame', 'normal']);
export type PointKind = z.infer<typeof pointKind>;

/** Points of a map, one column each, all of one length. */
const places = z.object({
  kind: z.array(pointKind),
  /** The id of the frame or the normal. */
  id: z.array(z.string()),
  station: z.array(stationId),
  x: z.array(z.number()),
  y: z.array(z.number()),
  /** A 1 where the point came later and was placed beside what looks most like it. */
  placed: z.array(z.union([z.literal(0), z.literal(1)])),
});

/** The map as the job keeps it. */
export const storedMap = z.object({
  /** Hash of the backbone and the view that all of its embeddings were made with. */
  madeWith: z.string(),
  points: places,
});
export type StoredMap = z.infer<typeof storedMap>;

/** A finished map with what is known of its points now. */
export const analysisMap = z.object({
  analysisId: z.uuid(),
  stationId,
  method: z.enum(['umap', 'tsne']),
  seed: z.int(),
  points: places.extend({
    /** The frame's verdict; null for a normal, or a frame that is gone. */
    verdict: z.array(verdict.nullable()),
    /** The answer that people gave: the defect's name, or `ok`, `defect`, `unsure`; null where nobody answered. */
    label: z.array(z.string().nullable()),
    /** The time at which the frame was inspected, in milliseconds since 1970. */
    at: z.array(z.number().nullable()),
  }),
});
export type AnalysisMap = z.infer<typeof analysisMap>;
