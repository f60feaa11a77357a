import { z } from 'zod';
import { instant, modelId } from '../frames/ids.js';

/** The settings of a search for the smallest defect that a model finds. */
export const detectionSettings = z.strictObject({
  /** The model; the active one where none is named. */
  modelId: modelId.nullable().default(null),
  /** The seed of the marks and their places. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
});
export type DetectionSettings = z.infer<typeof detectionSettings>;

/** What calling a mark found means: it was not passed, or it was called defect. */
export const foundAs = z.enum(['not-passed', 'defect']);
export type FoundAs = z.infer<typeof foundAs>;

/** A diameter in shares of the shorter side of what is inspected; null: not within the sizes that were tried. */
const diameter = z.number().nullable();

/** How the probability of detection rises with the size of a mark of one contrast. */
export const detectionCurve = z.object({
  /** The difference in brightness to what was there, in grey levels of 255. */
  contrast: z.number(),
  foundAs,
  /** The diameter found half of the time, and nine times in ten, as estimated; the smallest tried where that is smaller. */
  a50: diameter,
  a90: diameter,
  /** The diameter found nine times in ten at a confidence of 95 %: a90/95 of MIL-HDBK-1823A. */
  a9095: diameter,
  /** The marks of each size that were tried and found. */
  points: z.array(z.object({ size: z.number(), found: z.int(), tried: z.int() })),
});
export type DetectionCurve = z.infer<typeof detectionCurve>;

/** Which marks a model finds on good parts that it did not learn from: synthetic, and no promise about real defects. */
export const smallestDefect = z.object({
  modelId,
  version: z.int(),
  at: instant,
  seed: z.int(),
  /** The limits that judged. */
  limits: z.object({ warn: z.number(), reject: z.number() }),
  /** The normals that marks were pasted on, each scored by a bank without its part. */
  normals: z.int(),
  marks: z.int(),
  /** Of these normals without a mark, how many are not passed and called defect. */
  unmarked: z.object({ 'not-passed': z.int(), defect: z.int() }),
  /** The shorter side of what is inspected, in the pixels that the backbone sees. */
  side: z.int(),
  curves: z.array(detectionCurve),
  /** The marks of all sizes and contrasts that were not passed, by place; row-major, over the inspected region. */
  places: z.object({
    rows: z.int(),
    columns: z.int(),
    /** Of a place under a mask none are tried. */
    cells: z.array(z.object({ found: z.int(), tried: z.int() })),
  }),
});
export type SmallestDefect = z.infer<typeof smallestDefect>;

/** What was last found out of a model; null where nobody asked yet. */
export const smallestDefectOf = z.object({ modelId, found: smallestDefect.nullable() });
export type SmallestDefectOf = z.infer<typeof smallestDefectOf>;
