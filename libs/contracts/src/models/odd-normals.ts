import { z } from 'zod';
import { modelId } from '../frames/ids.js';
import { verdictFlip } from '../jobs/rehearsals.js';
import { bothLimits, oddNormal, rareParts } from './certificate.js';
import { normal } from './normals.js';

/** What other limits would do to the last inspections. */
export const inspectionsChanged = z.object({
  changed: z.int(),
  /** The share of the inspections that were looked at; null where there were none. */
  share: z.number().nullable(),
  flips: z.array(verdictFlip),
});
export type InspectionsChanged = z.infer<typeof inspectionsChanged>;

export const oddNormalFound = oddNormal.extend({
  /** The limits that it sets: those that would be others without it. */
  sets: z.array(z.enum(['reject', 'warn'])),
  /** The normal with what a person decided on it; null where it was deleted since. */
  normal: normal.nullable(),
  changes: z.object({ without: inspectionsChanged, withoutOdder: inspectionsChanged }),
});
export type OddNormalFound = z.infer<typeof oddNormalFound>;

/** The odd normals of a model, and what would follow for the last inspections if they were left out of the limits. */
export const oddNormals = z.object({
  modelId,
  version: z.int(),
  /** The limits that the model's calibration made. */
  limits: bothLimits,
  /** The number of inspections by this model that were looked at. */
  inspections: z.int(),
  items: z.array(oddNormalFound),
  rare: rareParts.nullable(),
});
export type OddNormals = z.infer<typeof oddNormals>;

/** The number of the station's newest inspections that are looked at. */
export const inspectionsLookedAt = z.coerce.number().int().min(0).max(10_000);

export const oddNormalsQuery = z.object({ inspections: inspectionsLookedAt.default(1000) });
