import type { Analysis, TrainingProgress } from '#contracts';

/** What a step has done of what it expects to do; a training tells its curve beside it. */
export type OnStep = (step: string, done: number, of: number, training?: TrainingProgress) => void;

export interface RunOptions {
  readonly onStep: OnStep;
  /** Aborted when a person cancels the job: throw its reason soon, leave nothing half-made. */
  readonly signal: AbortSignal;
}

export interface RunOutcome {
  /** Small figures, kept in the job's row. */
  readonly result: Record<string, unknown>;
  /** What is too large for a row. */
  readonly blob?: Uint8Array;
}

/** Does the work of one kind of analysis. */
export interface AnalysisRunner {
  run(job: Analysis, options: RunOptions): Promise<RunOutcome>;
}
