import { z } from 'zod';

/** The side in pixels of the square that the backbone sees; what was measured are 256, 384 and 512. */
export const inputSide = z.int().min(32).max(1024).multipleOf(32);

/**
 * The input of a station: how large its region of interest is seen. A second, smaller input is seen by a bank of its
 * own, and the two scores are fused into one.
 */
export const inputSettings = z
  .object({
    /** The side of the input; null: the backbone's own size. */
    size: inputSide.nullable().default(null),
    /** The side of a second input, smaller than the first; null: there is none. */
    second: inputSide.nullable().default(null),
  })
  .refine(({ size, second }) => size === null || second === null || second < size, {
    path: ['second'],
    error: 'the second input must be smaller than the first: it is made of its pixels',
  });
export type InputSettings = z.infer<typeof inputSettings>;

/** A size in pixels. */
export const inputSize = z.object({ width: z.int(), height: z.int() });

/** The sizes in pixels at which a frame was seen; `second` is null where there was one only. */
export const seenInputs = inputSize.extend({ second: inputSize.nullable() });
export type SeenInputs = z.infer<typeof seenInputs>;

/** One choice of a station's input, and what it costs. */
export const inputChoice = z.object({
  size: inputSide,
  second: inputSide.nullable(),
  /**
   * The cost of a frame as a multiple of that of the input in use: multiply-adds of network and bank, and patches in
   * memory; both go with the pixels that are seen. Against 256 x 256 where no model is active.
   */
  costFactor: z.number(),
  /** Tells whether the active model sees its frames so. */
  active: z.boolean(),
});
export type InputChoice = z.infer<typeof inputChoice>;

/** A station's input: as it is set, as the active model has it, and what may be chosen, the cheapest first. */
export const inputChoices = z.object({
  stationId: z.string(),
  settings: inputSettings,
  /** The input of the active model; null where there is none. */
  inUse: seenInputs.nullable(),
  choices: z.array(inputChoice),
});
export type InputChoices = z.infer<typeof inputChoices>;
