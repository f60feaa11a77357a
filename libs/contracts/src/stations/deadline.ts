import { z } from 'zod';

/** The shortest and the longest deadline, milliseconds: below it no network answers, above it nobody waits. */
export const deadlineMs = z.int().min(20).max(600_000);

/**
 * What a frame is called that has no inspection at its deadline. `ok` is not among them: a part that nobody looked at
 * must not pass as if somebody had.
 */
export const failSafeVerdict = z.enum(['review', 'defect', 'invalid']);
export type FailSafeVerdict = z.infer<typeof failSafeVerdict>;

export const deadlineSettings = z.object({
  /** The milliseconds from the request to the verdict, for frames that say none themselves; null: they have no deadline. */
  ms: deadlineMs.nullable().default(null),
  /** The verdict at the deadline, where there is no inspection. */
  failSafe: failSafeVerdict.default('defect'),
});
export type DeadlineSettings = z.infer<typeof deadlineSettings>;
