import { z } from 'zod';

export const bankSettings = z.object({
  /** Rows kept by the coreset. */
  rows: z.int().min(10).max(100_000).default(2000),
  seed: z.int().min(0).default(1),
});
export type BankSettings = z.infer<typeof bankSettings>;

/**
 * The method that makes the image score of patch scores. `worst-mean`: mean of the worst patches. `place-and-frame`:
 * mean of two standardised parts, the worst patches after each position's usual distance is taken off, and the worst
 * patches as a multiple of the frame's own median patch. `reweighted` is PatchCore's paper, equation 7.
 */
export const scoreMethod = z.enum(['worst-mean', 'place-and-frame', 'maximum', 'reweighted']);
export type ScoreMethod = z.infer<typeof scoreMethod>;

export const scoreSettings = z.object({
  method: scoreMethod.default('worst-mean'),
  /** Patches in the mean of the worst. */
  worst: z.int().min(1).max(1000).default(5),
  /** The number of neighbours (k) looked at for the re-weighting; the patch score itself is 1-NN. */
  neighbours: z.int().min(1).max(50).default(1),
});
export type ScoreSettings = z.infer<typeof scoreSettings>;

/** Centre and spread of a quantity among held-out normals: median, and 90 % quantile less median. */
export const standardised = z.object({ median: z.number(), spread: z.number().positive() });

/**
 * The reference of the normals that `place-and-frame` needs: each position's usual distance (row-major, rows *
 * columns), and how its two parts vary among held-out normals. Part of the model, so that every worker scores alike.
 */
export const scoreReference = z.object({
  rows: z.int().positive(),
  columns: z.int().positive(),
  /** The held-out mean of each position. */
  mean: z.array(z.number()),
  /** The divisor of each position's excess: its held-out deviation and a quarter of the whole map's. */
  deviation: z.array(z.number().positive()),
  place: standardised,
  frame: standardised,
});
export type ScoreReference = z.infer<typeof scoreReference>;

/**
 * The way in which the scores of two inputs become one: the mean of both, each less its median and divided by its spread among
 * held-out normals.
 */
export const fusion = z.object({ first: standardised, second: standardised });
export type Fusion = z.infer<typeof fusion>;
