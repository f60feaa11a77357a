import { Inject, Injectable } from '@nestjs/common';
import {
  type Activation,
  type CalibrationResult,
  type CalibrationSettings,
  jobKinds,
  type ModelManifest,
  TouchstoneError,
} from '#contracts';
import { type Clock } from '#telemetry';
import { LiveEvents } from '#queue';
import { Activations, Models } from '#storage';
import { type JobOf, type JobRunner, type RunOptions, Runs } from '../jobs/runner.js';
import { JudgeTestSet } from '../test-sets/judge-test-set.js';
import { clock } from '../tokens.js';
import { ModelMaker } from './make-model.js';

/**
 * The runner that makes a station's normals its model. The model's id is the calibration's, so that a job which is run
 * again after a crash finds what the first run stored instead of making a second one.
 */
@Runs(jobKinds.calibration)
@Injectable()
export class CalibrationRunner implements JobRunner<CalibrationSettings> {
  constructor(
    private readonly models: Models,
    private readonly activations: Activations,
    private readonly maker: ModelMaker,
    private readonly judging: JudgeTestSet,
    private readonly events: LiveEvents,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Throws `too-few-normals`, what is wrong with a normal or the backbone, or what a retry may cure. */
  async run(
    job: JobOf<CalibrationSettings>,
    options: RunOptions,
  ): Promise<{ result: CalibrationResult }> {
    const manifest = (await this.models.find(job.id)) ?? (await this.maker.make(job, options));
    await this.tryOut(manifest, options);
    const activation = job.settings.activate ? await this.activate(manifest, job) : null;
    const { id: modelId, certificate } = manifest;
    return { result: { modelId, certificate, activation } };
  }

  /**
   * Judges the new model and the active one on the station's test set before anybody may activate it, so that they can
   * be compared. A model is stored by then: this is no longer cancelled.
   */
  private async tryOut(manifest: ModelManifest, { onStep, signal }: RunOptions): Promise<void> {
    if (!(await this.judging.isNeeded(manifest.station))) return;
    const active = await this.models.active(manifest.station);
    const told: RunOptions['onStep'] = (_step, done, of) => onStep('test-set', done, of);
    for (const model of active === null ? [manifest] : [active, manifest])
      await this.judging.judge(model, { again: false, onStep: told, signal });
  }

  /**
   * Under the calibration's own id: a job that runs again after a crash asks once. Where the station wants a
   * second person or a rehearsal first, the model stays a candidate.
   */
  private async activate(
    manifest: ModelManifest,
    { by, why }: JobOf<CalibrationSettings>,
  ): Promise<NonNullable<CalibrationResult['activation']>> {
    const { id: modelId, station: stationId, version } = manifest;
    const asked = { id: modelId, auditId: this.clock.newId(), by, why, at: this.clock.now() };
    const activation = await this.asking(() => this.activations.ask(stationId, modelId, asked));
    if (typeof activation === 'string') return activation;
    await this.events.publish({ type: 'activation', activation });
    if (activation.state === 'done')
      await this.events.publish({ type: 'model-activated', stationId, modelId, version });
    return activation.state;
  }

  /** Returns the activation that was asked for, or what the station wants first. */
  private async asking(
    ask: () => Promise<Activation>,
  ): Promise<Activation | 'rehearsal-needed' | 'test-set-misses'> {
    try {
      return await ask();
    } catch (error) {
      const code = error instanceof TouchstoneError ? error.code : null;
      if (code === 'rehearsal-needed') return 'rehearsal-needed';
      if (code === 'test-set-misses' || code === 'test-set-not-judged') return 'test-set-misses';
      throw error;
    }
  }
}
