import { Inject, Injectable } from '@nestjs/common';
import type { CalibrateJob, Calibration, ModelManifest, TouchstoneError } from '#contracts';
import { LiveEvents } from '#queue';
import { Calibrations, Models } from '#storage';
import { Metrics } from '#telemetry';
import { ModelMaker } from './make-model.js';

/**
 * How a station's normals become its model. The model's id is the calibration's, so that a job which is
 * run again after a crash finds what the first run stored instead of making a second one.
 */
@Injectable()
export class CalibrateStation {
  constructor(
    @Inject(Calibrations) private readonly calibrations: Calibrations,
    @Inject(Models) private readonly models: Models,
    @Inject(ModelMaker) private readonly maker: ModelMaker,
    @Inject(LiveEvents) private readonly events: LiveEvents,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** Throws `too-few-normals`, what is wrong with a normal or the backbone, or what a retry may cure. */
  async calibrate({ calibrationId }: CalibrateJob): Promise<void> {
    const wanted = await this.calibrations.find(calibrationId);
    if (wanted === null || wanted.endedAt !== null) return;
    const running = await this.calibrations.start(calibrationId);
    await this.say(running);
    const manifest = (await this.models.find(calibrationId)) ?? (await this.maker.make(running));
    if (running.activate) await this.activate(manifest);
    const { id: modelId, certificate } = manifest;
    await this.end(await this.calibrations.finish(calibrationId, { modelId, certificate }));
  }

  /** After the last try. */
  async giveUp({ calibrationId }: CalibrateJob, reason: TouchstoneError): Promise<void> {
    const failure = { code: reason.code, detail: reason.message };
    await this.end(await this.calibrations.fail(calibrationId, failure));
  }

  private async activate(manifest: ModelManifest): Promise<void> {
    const { id: modelId, station: stationId, version } = manifest;
    await this.models.activate(stationId, modelId);
    await this.events.publish({ type: 'model-activated', stationId, modelId, version });
  }

  private async end(calibration: Calibration): Promise<void> {
    const { state, startedAt, endedAt } = calibration;
    if (state !== 'done' && state !== 'failed') return;
    const milliseconds = Date.parse(endedAt ?? '') - Date.parse(startedAt ?? endedAt ?? '');
    this.metrics.calibrationEnded(state, milliseconds / 1000);
    await this.say(calibration);
  }

  private async say(calibration: Calibration): Promise<void> {
    await this.events.publish({ type: 'calibration', calibration });
  }
}
