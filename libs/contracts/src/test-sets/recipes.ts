import { z } from 'zod';
import { safeText } from '../frames/safe-text.js';
import { bankSettings, scoreSettings } from '../frames/score.js';
import { inputSettings, seenInputs } from '../stations/input.js';
import { verdictCounts } from './test-figures.js';

/** How a model is made: what is not said of it is as the station has it. */
export const recipe = z.strictObject({
  backbone: safeText
    .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'is not the name of a backbone')
    .optional(),
  input: inputSettings.optional(),
  score: scoreSettings.optional(),
  bank: bankSettings.optional(),
});
export type Recipe = z.infer<typeof recipe>;
/** A recipe as a caller writes it: what has a default may be left out. */
export type RecipeAsked = z.input<typeof recipe>;

/** The settings of a comparison of recipes: the station's own recipe is always judged first, beside these. */
export const recipesSettings = z.strictObject({ recipes: z.array(recipe).min(1).max(8) });
export type RecipesSettings = z.infer<typeof recipesSettings>;

const interval95 = z.tuple([z.number(), z.number()]);

/** A recipe with all that it says, as it was judged. */
export const wholeRecipe = z.object({
  backbone: z.string(),
  input: inputSettings,
  score: scoreSettings,
  bank: bankSettings,
});
export type WholeRecipe = z.infer<typeof wholeRecipe>;

/** What a recipe is on the station's test set. */
export const judgedRecipe = z.object({
  recipe: wholeRecipe,
  /** The sizes at which it sees a frame. */
  seen: seenInputs,
  /** The image AUROC over parts, and its 95 % interval by bootstrap over the parts. */
  imageAuroc: z.number(),
  interval95,
  /** The image AUROC less the station's own recipe's, over the same draws of parts; null of that recipe itself. */
  difference: z.object({ imageAuroc: z.number(), interval95, withinNoise: z.boolean() }).nullable(),
  /** The verdicts at the limits that it would get from the station's normals and targets. */
  good: verdictCounts.nullable(),
  bad: verdictCounts.nullable(),
  provisional: z.boolean(),
  /** The milliseconds of a frame, from decoding to score, as they were in this job; and beside the station's own recipe. */
  msPerFrame: z.number(),
  costFactor: z.number(),
});
export type JudgedRecipe = z.infer<typeof judgedRecipe>;

/** The result of a comparison of recipes: the station's own first, then those asked for, in their order. */
export const recipesResult = z.object({
  normals: z.int(),
  /** The parts of the test set that the figures are of. */
  parts: z.object({ good: z.int(), bad: z.int() }),
  /** The pictures that could not be read, by their names. */
  unreadable: z.array(z.string()),
  /** The draws of the bootstrap. */
  draws: z.int(),
  recipes: z.array(judgedRecipe),
});
export type RecipesResult = z.infer<typeof recipesResult>;
