import type { Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { JobKind, LongJob, TrainingProgress } from '#contracts';

/** Is called with what a step has done of what it expects to do; a training tells its curve beside it. */
export type OnStep = (step: string, done: number, of: number, training?: TrainingProgress) => void;

export interface RunOptions {
  readonly onStep: OnStep;
  /** The signal that a person cancelled the job: throw its reason soon, leave nothing half-made. */
  readonly signal: AbortSignal;
  /**
   * Must be called before anything but the outcome is changed: a job that stores what it made is no longer cancelled.
   * Throws when a person was quicker.
   */
  readonly beginStoring: () => Promise<void>;
}

export interface RunOutcome {
  /** The small figures that are kept in the job's row. */
  readonly result: Readonly<Record<string, unknown>>;
  /** The bytes that are too large for a row. */
  readonly blob?: Uint8Array;
}

/** A job with the settings of its kind. */
export interface JobOf<S extends object> extends Omit<LongJob, 'settings'> {
  readonly settings: S;
}

/** Does the work of one kind of long job. */
export interface JobRunner<S extends object = object> {
  /** Throws what a retry may cure, or a `TouchstoneError` that says that it cannot. */
  run(job: JobOf<S>, options: RunOptions): Promise<RunOutcome>;
}

export const runKind = DiscoveryService.createDecorator<JobKind>();

/** Marks the provider that runs the jobs of a kind. */
export function Runs<S extends object>(kind: JobKind<S>) {
  return (target: Type<JobRunner<S>>): void => {
    runKind(kind as JobKind)(target);
  };
}
