import { z } from 'zod';
import { person } from '../reviews/reviews.js';

/** The state of a long job that a person asks for: a calibration, a rehearsal, an analysis. The last three are ends. */
export const jobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof jobState>;

export const cancelRequest = z.strictObject({ by: person.default('operator') });
export type CancelRequest = z.infer<typeof cancelRequest>;
