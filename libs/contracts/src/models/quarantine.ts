import { z } from 'zod';
import { setAsideReason } from './certificate.js';
import { frameId, instant, stationId } from '../frames/ids.js';
import { person } from '../reviews/reviews.js';
import { safeText } from '../frames/safe-text.js';

/** The state of a normal: `in` learns; `quarantined` waits for a person; `kept-out` was decided against. */
export const normalState = z.enum(['in', 'quarantined', 'kept-out']);
export type NormalState = z.infer<typeof normalState>;

/** A reason why a normal was set aside, with the figure behind it. */
export const setAside = z.object({
  reason: setAsideReason,
  /** The finding in words for people: what was found, what is usual. */
  detail: z.string(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  /** A frame that it resembles: the duplicate, the defect. */
  likeFrame: frameId.nullable(),
});
export type SetAside = z.infer<typeof setAside>;

export const quarantined = z.object({
  id: frameId,
  stationId,
  state: normalState,
  findings: z.array(setAside),
  partId: z.string().nullable(),
  lot: z.string().nullable(),
  addedAt: instant,
  setAsideAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  note: z.string().nullable(),
});
export type Quarantined = z.infer<typeof quarantined>;

/** A person's word on a quarantined frame: `use` it as a normal after all, or `keep-out`. */
export const quarantineDecision = z.strictObject({
  decision: z.enum(['use', 'keep-out']),
  note: safeText.max(2000).default(''),
  by: person.default('operator'),
});
export type QuarantineDecision = z.infer<typeof quarantineDecision>;

export const screenSettings = z.object({
  enabled: z.boolean().default(true),
  /** Share of good normals that the screen may set aside. */
  mostGood: z.number().gt(0).max(0.2).default(0.05),
});
export type ScreenSettings = z.infer<typeof screenSettings>;
