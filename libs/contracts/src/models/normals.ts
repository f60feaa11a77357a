import { z } from 'zod';
import { frameId, instant, stationId } from '../frames/ids.js';
import { pageQuery } from '../lists.js';
import { person } from '../reviews/reviews.js';
import { safeText } from '../frames/safe-text.js';
import { normalState, setAside } from './quarantine.js';

/**
 * A person's word on a normal. `typical`: a part like the others. `rare`: rare but good; it stays in the bank, and its part's
 * score is left out of the limits. `not-good`: no normal. Each counts from the next calibration on.
 */
export const normalWord = z.enum(['typical', 'rare', 'not-good']);
export type NormalWord = z.infer<typeof normalWord>;

export const normalDecision = z.strictObject({
  decision: normalWord,
  why: safeText.trim().min(1, 'a reason is expected').max(2000),
  by: person.default('operator'),
});
export type NormalDecision = z.infer<typeof normalDecision>;

/** A decision as it stands; `use` is the word on one that was quarantined. */
export const decidedNormal = z.object({
  decision: z.enum([...normalWord.options, 'use']),
  by: z.string(),
  at: instant,
  why: z.string(),
});

export const normal = z.object({
  id: frameId,
  stationId,
  partId: z.string().nullable(),
  lot: z.string().nullable(),
  capturedAt: instant.nullable(),
  addedAt: instant,
  state: normalState.default('in'),
  /** The reasons why the normal was set aside; empty where it was not. */
  findings: z.array(setAside).default([]),
  /** What a person decided on it; null where nobody did. */
  decided: decidedNormal.nullable().default(null),
});
export type Normal = z.infer<typeof normal>;

/** The number of normals that a calibration needs at least: fewer teach nothing, and it is refused. */
export const fewestNormals = 10;

export const normalQuery = pageQuery.extend({ state: normalState.optional() });
