import { z } from 'zod';

const pixels = z.number();

/** A region of a frame over a limit: patches that touch by their sides. All lengths are in the oriented frame's pixels. */
export const foundRegion = z.object({
  /** The corners of the outline, clockwise; the last is joined to the first. Holes are not in it. */
  outline: z.array(z.object({ x: pixels, y: pixels })),
  box: z.object({ x: pixels, y: pixels, width: pixels, height: pixels }),
  /** The area of its patches, in square pixels; holes do not count. */
  area: z.number(),
  /** Its largest patch score, in the image score's unit. */
  score: z.number(),
  /** The limit that this score is over: the review limit, or the reject limit as well. */
  over: z.enum(['review', 'reject']),
});
export type FoundRegion = z.infer<typeof foundRegion>;

/** What counts as a region of an inspection. */
export const regionSettings = z.object({
  /** The least area, in square pixels of the frame; smaller ones are not listed. Verdicts do not change by it. */
  minimumArea: z.number().min(0).max(1_000_000_000).default(0),
});
export type RegionSettings = z.infer<typeof regionSettings>;
