import { Inject, Injectable } from '@nestjs/common';
import {
  type Activation,
  type CalibrateJob,
  type Calibration,
  type ModelManifest,
  TouchstoneError,
} from '#contracts';
import { type Clock, Metrics } from '#telemetry';
import { LiveEvents } from '#queue';
import { Activations, Calibrations, Models } from '#storage';
import { Cancelled } from './cancel-watch.js';
import { ModelMaker } from './make-model.js';
import { clock } from './tokens.js';

/**
 * How a station's normals become its model. The model's id is the calibration's, so that a job which is
 * run again after a crash finds what the first run stored instead of making a second one.
 */
@Injectable()
export class CalibrateStation {
  constructor(
    private readonly calibrations: Calibrations,
    private readonly models: Models,
    private readonly activations: Activations,
    private readonly maker: ModelMaker,
    private readonly events: LiveEvents,
    private readonly metrics: Metrics,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Throws `too-few-normals`, what is wrong with a normal or the backbone, or what a retry may cure. */
  async calibrate({ calibrationId }: CalibrateJob): Promise<void> {
    const wanted = await this.calibrations.find(calibrationId);
    if (wanted === null || wanted.endedAt !== null) return;
    if (await this.calibrations.shallStop(calibrationId)) return this.cancelled(calibrationId);
    const running = await this.calibrations.start(calibrationId);
    await this.say(running);
    try {
      await this.run(running);
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      await this.cancelled(calibrationId);
    }
  }

  /** After the last try. */
  async giveUp({ calibrationId }: CalibrateJob, reason: TouchstoneError): Promise<void> {
    const failure = { code: reason.code, detail: reason.message };
    await this.end(await this.calibrations.fail(calibrationId, failure));
  }

  private async run(running: Calibration): Promise<void> {
    const manifest = (await this.models.find(running.id)) ?? (await this.maker.make(running));
    const activation = running.activate ? await this.activate(manifest, running) : null;
    const { id: modelId, certificate } = manifest;
    const result = { modelId, certificate, activation };
    await this.end(await this.calibrations.finish(running.id, result));
  }

  /**
   * Under the calibration's own id: a job that runs again after a crash asks once. Where the station wants a
   * second person or a rehearsal first, the model stays a candidate.
   */
  private async activate(
    manifest: ModelManifest,
    { by, why }: Calibration,
  ): Promise<NonNullable<Calibration['activation']>> {
    const { id: modelId, station: stationId, version } = manifest;
    const asked = { id: modelId, auditId: this.clock.newId(), by, why, at: this.clock.now() };
    const activation = await this.asking(() => this.activations.ask(stationId, modelId, asked));
    if (activation === null) return 'rehearsal-needed';
    await this.events.publish({ type: 'activation', activation });
    if (activation.state === 'done')
      await this.events.publish({ type: 'model-activated', stationId, modelId, version });
    return activation.state;
  }

  /** Null: the station wants a rehearsal first. */
  private async asking(ask: () => Promise<Activation>): Promise<Activation | null> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof TouchstoneError && error.code === 'rehearsal-needed') return null;
      throw error;
    }
  }

  private async cancelled(id: string): Promise<void> {
    await this.end(await this.calibrations.cancelled(id));
  }

  private async end(calibration: Calibration): Promise<void> {
    const { state, startedAt, endedAt } = calibration;
    if (state === 'queued' || state === 'running') return;
    const milliseconds = Date.parse(endedAt ?? '') - Date.parse(startedAt ?? endedAt ?? '');
    this.metrics.calibrationEnded(state, state === 'cancelled' ? null : milliseconds / 1000);
    await this.say(calibration);
  }

  private async say(calibration: Calibration): Promise<void> {
    await this.events.publish({ type: 'calibration', calibration });
  }
}
