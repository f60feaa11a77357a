import { z } from 'zod';
import { instant, modelId } from '../frames/ids.js';
import { modelState } from '../jobs/rehearsals.js';
import { limits } from './certificate.js';
import { limitsByHand } from './limits-by-hand.js';

export const modelSummary = z.object({
  id: modelId,
  version: z.int(),
  madeAt: instant,
  active: z.boolean(),
  state: modelState,
  provisional: z.boolean(),
  /** The limits in force: those of the calibration, or those that a person set. */
  limits,
  limitsByHand: limitsByHand.nullable().default(null),
});
export type ModelSummary = z.infer<typeof modelSummary>;

/** A worker that refuses the station's active model, and why: it says by how much its scores differ. */
export const stationTrouble = z.object({
  code: z.string(),
  detail: z.string(),
  /** Host and process of the worker. */
  worker: z.string(),
  since: instant,
});
export type ModelRefusal = z.infer<typeof stationTrouble>;
