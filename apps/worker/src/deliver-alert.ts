import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AlertMessage,
  alertMessage,
  type DeliverJob,
  systemClock,
  type TouchstoneError,
} from '#contracts';
import { Alerts, Inspections, Stations } from '#storage';
import { Metrics } from '#telemetry';
import type { Settings } from './settings.js';
import { workerSettings } from './tokens.js';
import { postSigned } from './webhook.js';

/** How often the note that an alert was delivered is tried again, once a second. */
const noteTries = 15;

/** Brings an alert to the station's webhook, once: one that was delivered is left alone. */
@Injectable()
export class DeliverAlert {
  constructor(
    @Inject(Alerts) private readonly alerts: Alerts,
    @Inject(Inspections) private readonly inspections: Inspections,
    @Inject(Stations) private readonly stations: Stations,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(workerSettings) private readonly settings: Settings,
  ) {}

  /** Throws `delivery-failed` when the receiver did not take it: to be tried again. */
  async deliver({ frameId, stationId }: DeliverJob): Promise<void> {
    const alert = await this.alerts.find(frameId);
    if (alert?.delivery !== 'pending') return;
    const webhook = (await this.stations.record(stationId))?.settings.webhook ?? null;
    if (webhook === null) return this.end(frameId, 'The station has no webhook any more.');
    const inspection = await this.inspections.get(frameId);
    await this.post(webhook, { type: 'alert', alert, inspection });
    await this.noteDelivered(frameId);
  }

  /** After the last try. */
  async giveUp({ frameId }: DeliverJob, reason: TouchstoneError): Promise<void> {
    await this.end(frameId, reason.message);
  }

  private async post(
    webhook: { url: string; secret: string },
    message: AlertMessage,
  ): Promise<void> {
    const body = JSON.stringify(alertMessage.parse(message));
    const options = { now: systemClock.now(), timeoutMs: this.settings.webhookTimeoutMs };
    try {
      await postSigned(webhook, { id: message.alert.id, body }, options);
    } catch (error) {
      this.metrics.delivery('retried');
      throw error;
    }
    this.metrics.delivery('delivered');
  }

  /** The receiver has it: while PostgreSQL is away only this note is tried again, not the post. */
  private async noteDelivered(id: string): Promise<void> {
    for (let left = noteTries; ; left--) {
      try {
        return await this.alerts.markDelivered(id);
      } catch (error) {
        if (left <= 1) throw error;
        await sleep(1_000);
      }
    }
  }

  private async end(id: string, reason: string): Promise<void> {
    await this.alerts.markDeliveryFailed(id, reason);
    this.metrics.delivery('failed');
  }
}
