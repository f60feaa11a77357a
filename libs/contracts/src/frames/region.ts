import { z } from 'zod';

const share = z.number().min(0).max(1);

/** A rectangle in fractions of the oriented frame, 0 to 1. */
export const regionOfInterest = z
  .object({ x: share, y: share, width: z.number().gt(0).max(1), height: z.number().gt(0).max(1) })
  .refine(
    (r) => r.x + r.width <= 1.000001 && r.y + r.height <= 1.000001,
    'the region leaves the frame',
  );
export type RegionOfInterest = z.infer<typeof regionOfInterest>;

/** Corners in fractions of the oriented frame; the last is joined to the first. */
export const polygon = z
  .array(z.object({ x: share, y: share }))
  .min(3)
  .max(500);
export type Polygon = z.infer<typeof polygon>;

/**
 * The part of the region of interest that counts: inside any `include` polygon (everything without one), outside every
 * `ignore` polygon, and white in the mask image where there is one.
 */
export const masks = z.object({
  include: z.array(polygon).max(50).default([]),
  ignore: z.array(polygon).max(50).default([]),
  /** A PNG in base64 over the whole frame, at most 512 pixels a side: white counts, black is ignored. */
  image: z.base64().max(200_000).nullable().default(null),
});
export type Masks = z.infer<typeof masks>;

/** The settings by which frames are moved onto the model's reference before embedding. */
export const alignment = z.object({
  enabled: z.boolean().default(false),
  /** Largest move that is taken for a shift of the part, as a share of the frame's side. */
  furthest: z.number().gt(0).max(0.5).default(0.1),
  /** Largest turn in degrees; 0 looks for none. */
  largestTurn: z.number().min(0).max(20).default(0),
});
export type Alignment = z.infer<typeof alignment>;
