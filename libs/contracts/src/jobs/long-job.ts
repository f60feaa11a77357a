import { z } from 'zod';
import type { JobLane } from './job-lanes.js';
import type { JobState } from './job-state.js';
import { trainingProgress } from './training.js';

export const jobProgress = z.object({
  step: z.string(),
  done: z.number(),
  of: z.number(),
  /** The seconds that are left, from what the step has taken so far; null while that says nothing. */
  etaSeconds: z.number().nullable(),
  /** Only of a training that has come to its first batch. */
  training: trainingProgress.optional(),
});
export type JobProgress = z.infer<typeof jobProgress>;

/** A long job as it is recorded, of whatever kind; `jobEvent` has what callers see of it. */
export interface LongJob {
  readonly id: string;
  readonly stationId: string;
  readonly lane: JobLane;
  readonly kind: string;
  /** The settings, as the schema of its kind has them. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly state: JobState;
  readonly progress: JobProgress | null;
  /** The figures that the runner of its kind ended with, written once. */
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly failure: { readonly code: string; readonly detail: string } | null;
  readonly by: string;
  readonly why: string;
  readonly requestedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

export function hasEnded({ state }: Pick<LongJob, 'state'>): boolean {
  return state !== 'queued' && state !== 'running';
}
