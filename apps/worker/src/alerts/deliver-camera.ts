import { Inject, Injectable } from '@nestjs/common';
import type { DeliverJob, TouchstoneError } from '#contracts';
import { CameraStates, Stations } from '#storage';
import { loggedAbout, Metrics } from '#telemetry';
import { noted, postMessage } from './post-message.js';
import type { Settings } from '../settings.js';
import { workerSettings } from '../tokens.js';

/** Brings a camera fault, or its end, to the station's webhook: one that was delivered is left alone. */
@Injectable()
export class DeliverCamera {
  constructor(
    private readonly cameras: CameraStates,
    private readonly stations: Stations,
    readonly metrics: Metrics,
    @Inject(workerSettings) readonly settings: Settings,
  ) {}

  /** Throws `delivery-failed` when the receiver did not take it: to be tried again. */
  deliver({ frameId, stationId }: DeliverJob): Promise<void> {
    return loggedAbout({ frameId, stationId }, () => this.post(frameId, stationId));
  }

  private async post(frameId: string, stationId: string): Promise<void> {
    const message = await this.cameras.pending(frameId);
    if (message === null) return;
    const webhook = (await this.stations.record(stationId))?.settings.webhook ?? null;
    if (webhook === null) return this.end(frameId, 'The station has no webhook any more.');
    await postMessage(webhook, message.id, message, this);
    await noted(() => this.cameras.markDelivered(frameId));
  }

  /** Gives up after the last try. */
  async giveUp({ frameId }: DeliverJob, reason: TouchstoneError): Promise<void> {
    await this.end(frameId, reason.message);
  }

  private async end(frameId: string, reason: string): Promise<void> {
    await this.cameras.markDeliveryFailed(frameId, reason);
    this.metrics.delivery('failed');
  }
}
