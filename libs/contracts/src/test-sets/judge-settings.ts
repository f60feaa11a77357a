import { z } from 'zod';
import { modelId } from '../frames/ids.js';

/** The settings of a judging. */
export const judgeSettings = z.strictObject({
  /** The model; the active one where none is named. */
  modelId: modelId.nullable().default(null),
  /** Scores every picture again, also those that the model has judged. */
  again: z.boolean().default(false),
});
export type JudgeSettings = z.infer<typeof judgeSettings>;
