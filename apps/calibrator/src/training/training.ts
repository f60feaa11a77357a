import type { LongJob, ModelManifest } from '#contracts';
import type { RunOptions, RunOutcome } from '../jobs/runner.js';

/** The task of a training: the settings of what it makes of a station's images. */
export interface TrainingTask<Settings> {
  readonly job: Pick<LongJob, 'id' | 'stationId' | 'requestedAt'>;
  readonly settings: Settings;
  /** The station's active model: its backbone is what the training starts from. */
  readonly model: ModelManifest;
}

/** Trains for one sort of objective and, where that is better than what the station has, puts a version there. */
export interface Training<Settings> {
  run(task: TrainingTask<Settings>, options: RunOptions): Promise<RunOutcome>;
  /** Returns what is told of a version that this job made before it was run again, from its log. */
  resultOf(name: string, log: unknown): RunOutcome['result'];
}
