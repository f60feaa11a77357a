import { Inject, Injectable } from '@nestjs/common';
import { jobKinds, type ModelManifest, TouchstoneError, type TrainSettings } from '#contracts';
import { Models } from '#storage';
import {
  type JobOf,
  type JobRunner,
  type RunOptions,
  type RunOutcome,
  Runs,
} from '../jobs/runner.js';
import { Cancelled } from '../jobs/cancel-watch.js';
import { DistillationTraining } from './distillation-training.js';
import { KindsTraining } from './kinds-training.js';
import { OneClassTraining } from './one-class-training.js';
import type { Training, TrainingTask } from './training.js';
import { Versions } from './versions.js';

/** Trains on a station's own images by the objective that was asked for; a version that is there already is told again. */
@Runs(jobKinds.train)
@Injectable()
export class TrainRunner implements JobRunner<TrainSettings> {
  constructor(
    @Inject(Models) private readonly models: Pick<Models, 'active'>,
    private readonly versions: Versions,
    private readonly kinds: KindsTraining,
    private readonly oneClass: OneClassTraining,
    private readonly distillation: DistillationTraining,
  ) {}

  /** Throws `no-active-model`; `validation-failed` for a name that is taken; what the training of its objective throws. */
  async run(job: JobOf<TrainSettings>, options: RunOptions): Promise<RunOutcome> {
    const { settings } = job;
    await this.versions.sweep();
    const made = await this.madeBefore(job, settings);
    if (made !== null) return made;
    await this.versions.refuseTaken(settings.name);
    const model = await this.activeModel(job.stationId);
    return this.keepingWork(job.id, () => this.train({ job, settings, model }, options));
  }

  private train({ settings, ...task }: TrainingTask<TrainSettings>, options: RunOptions) {
    if (settings.objective === 'one-class')
      return this.oneClass.run({ ...task, settings }, options);
    if (settings.objective === 'distillation')
      return this.distillation.run({ ...task, settings }, options);
    return this.kinds.run({ ...task, settings }, options);
  }

  private async madeBefore(
    { id }: JobOf<TrainSettings>,
    { name, objective }: TrainSettings,
  ): Promise<RunOutcome | null> {
    const made = await this.versions.madeBy(id, name);
    if (made === null) return null;
    const training = this.trainingFor(objective);
    return { result: training.resultOf(name, made.log), blob: made.curves };
  }

  private trainingFor(objective: TrainSettings['objective']): Pick<Training<never>, 'resultOf'> {
    if (objective === 'one-class') return this.oneClass;
    return objective === 'distillation' ? this.distillation : this.kinds;
  }

  private async activeModel(station: string): Promise<ModelManifest> {
    const active = await this.models.active(station);
    if (active !== null) return active;
    throw new TouchstoneError(
      'no-active-model',
      `Station ${station} has no active model: a training starts from its backbone and is compared with it.`,
    );
  }

  /** Checkpoints stay only for a try that may cure what went wrong. */
  private async keepingWork(job: string, work: () => Promise<RunOutcome>): Promise<RunOutcome> {
    try {
      const outcome = await work();
      await this.versions.forget(job);
      return outcome;
    } catch (error) {
      const forGood = error instanceof TouchstoneError && !error.retry;
      if (forGood || error instanceof Cancelled) await this.versions.forget(job);
      throw error;
    }
  }
}
