import { z } from 'zod';
import { frameLinks } from './frame.js';
import { frameId, instant, stationId } from './ids.js';
import { inspection } from './inspection.js';
import { frameState, verdict } from './verdicts.js';

/** Who said a frame's verdict: its inspection, or the station's fail-safe at the frame's deadline. */
export const decidedBy = z.enum(['inspection', 'deadline']);
export type DecidedBy = z.infer<typeof decidedBy>;

/**
 * What holds of a frame for whoever acts on it. A frame with a deadline has one verdict that holds, said once: its
 * inspection's where that was recorded in time, and otherwise the station's fail-safe one. A late inspection stands beside
 * it and changes nothing of it.
 */
export const frameVerdict = z.object({
  frameId,
  stationId,
  state: frameState,
  partId: z.string().nullable(),
  lot: z.string().nullable(),
  /** The verdict that holds; null while there is none. */
  verdict: verdict.nullable(),
  decidedBy: decidedBy.nullable(),
  decidedAt: instant.nullable(),
  /** The time by which it had to be said; null for a frame without a deadline. */
  deadlineAt: instant.nullable(),
  /** The inspection, also one that came too late. */
  inspection: inspection.nullable(),
  links: frameLinks,
});
export type FrameVerdict = z.infer<typeof frameVerdict>;

/** The answer to a push that waits, at the deadline of a frame without an inspection. */
export const deadlineAnswer = z.object({
  frameId,
  stationId,
  partId: z.string().nullable(),
  lot: z.string().nullable(),
  verdict,
  decidedBy: z.literal('deadline'),
  decidedAt: instant,
  deadlineAt: instant,
  /** False where the records did not answer at the deadline: the verdict is the fail-safe one, and is written down later. */
  recorded: z.boolean(),
  links: frameLinks,
});
export type DeadlineAnswer = z.infer<typeof deadlineAnswer>;
