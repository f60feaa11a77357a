import { Inject, Injectable } from '@nestjs/common';
import type { DeliverJob, TouchstoneError } from '#contracts';
import { Alerts, Inspections, Stations } from '#storage';
import { loggedAbout, Metrics } from '#telemetry';
import { noted, postMessage } from './post-message.js';
import type { Settings } from '../settings.js';
import { workerSettings } from '../tokens.js';

/** Brings an alert to the station's webhook, once: one that was delivered is left alone. */
@Injectable()
export class DeliverAlert {
  constructor(
    private readonly alerts: Alerts,
    private readonly inspections: Inspections,
    private readonly stations: Stations,
    readonly metrics: Metrics,
    @Inject(workerSettings) readonly settings: Settings,
  ) {}

  /** Throws `delivery-failed` when the receiver did not take it: to be tried again. */
  deliver({ frameId, stationId }: DeliverJob): Promise<void> {
    return loggedAbout({ frameId, stationId }, () => this.post(frameId, stationId));
  }

  private async post(frameId: string, stationId: string): Promise<void> {
    const alert = await this.alerts.find(frameId);
    if (alert?.delivery !== 'pending') return;
    const webhook = (await this.stations.record(stationId))?.settings.webhook ?? null;
    if (webhook === null) return this.end(frameId, 'The station has no webhook any more.');
    const inspection = await this.inspections.get(frameId);
    await postMessage(webhook, alert.id, { type: 'alert', alert, inspection }, this);
    await noted(() => this.alerts.markDelivered(frameId));
  }

  /** Gives up after the last try. */
  async giveUp({ frameId }: DeliverJob, reason: TouchstoneError): Promise<void> {
    await this.end(frameId, reason.message);
  }

  private async end(id: string, reason: string): Promise<void> {
    await this.alerts.markDeliveryFailed(id, reason);
    this.metrics.delivery('failed');
  }
}
