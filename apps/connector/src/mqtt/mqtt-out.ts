import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { mqttKinds, type MqttMessage } from '#contracts';
import { Outbox } from '#storage';
import { Metrics } from '#telemetry';
import { Lead } from '../lead.js';
import { Rounds } from '../rounds.js';
import type { Settings } from '../settings.js';
import { connectorSettings } from '../tokens.js';
import { Broker } from './broker.js';
import { Messages } from './messages.js';
import type { MqttSettings } from './mqtt-settings.js';
import { RetainedStates } from './retained-states.js';
import { topicOf } from './topic.js';

const roundMs = 200;
/** The milliseconds between two counts of what is owed. */
const countMs = 2_000;
/** The messages that are on their way at once. */
const messagesAtOnce = 100;
const reader = 'mqtt';

/**
 * Brings what is owed to the broker, in its order. A row leaves the outbox after the broker has acknowledged it: while the
 * broker is away they wait, and what was on its way when this process ended is published again under the same id.
 */
@Injectable()
export class MqttOut implements OnApplicationBootstrap {
  private readonly log = new Logger('mqtt');
  private readonly rounds = new Rounds(() => this.round(), roundMs, this.log);
  private readonly mqtt: MqttSettings | null;
  private broker: Broker | null = null;
  private wasConnected = true;
  private left = false;
  private owed = 0;
  private countedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly lead: Lead,
    private readonly outbox: Outbox,
    private readonly messages: Messages,
    private readonly states: RetainedStates,
    private readonly metrics: Metrics,
    @Inject(connectorSettings) { mqtt }: Settings,
  ) {
    this.mqtt = mqtt;
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  /** A message that is on its way is published again by the next process. */
  async stop(): Promise<void> {
    await this.close();
    await this.rounds.stop();
    // The round in hand may have opened it anew.
    await this.close();
  }

  private async round(): Promise<void> {
    if (!this.lead.held) return this.close();
    if (this.mqtt === null) return this.leave();
    this.broker ??= await this.open(this.mqtt);
    const { connected } = this.broker;
    await this.count(this.mqtt, connected);
    if (!connected) return;
    await this.states.publish(this.broker, this.mqtt);
    await this.deliver(this.broker, this.mqtt);
  }

  /** A long outbox is not counted at every round. */
  private async count({ url }: MqttSettings, connected: boolean): Promise<void> {
    if (performance.now() - this.countedAt > countMs) {
      this.owed = await this.outbox.waiting();
      this.countedAt = performance.now();
    }
    this.metrics.connector.broker(url, connected, this.owed);
  }

  private async deliver(broker: Broker, settings: MqttSettings): Promise<void> {
    const rows = await this.outbox.first(messagesAtOnce);
    const messages = await this.messages.of(rows);
    const taken = await Promise.all(
      messages.map(async (message) => message === null || this.publish(broker, settings, message)),
    );
    const acknowledged = rows.filter((_, index) => taken[index] === true);
    await this.outbox.strikeOff(acknowledged.map(({ place }) => place));
  }

  /** Returns whether the broker took it; what it refuses, or what is cut off by our end, stays owed. */
  private async publish(broker: Broker, settings: MqttSettings, message: MqttMessage) {
    if (message.type === 'status') return true;
    const { type, stationId } = message;
    try {
      await broker.publish(topicOf(settings.topics, stationId, mqttKinds[type]), message);
      this.metrics.connector.published(type, 'acknowledged');
      return true;
    } catch (error) {
      this.metrics.connector.published(type, 'failed');
      this.log.warn(`a message was not taken: ${error instanceof Error ? error.message : ''}`);
      return false;
    }
  }

  /** From now on what happens is owed. */
  private async open(settings: MqttSettings): Promise<Broker> {
    await this.outbox.join(reader, this.states.now());
    this.states.forget();
    return new Broker(settings, (connected, why) => this.changed(settings, connected, why));
  }

  private changed({ url }: MqttSettings, connected: boolean, why: string | null): void {
    if (connected) {
      this.states.forget();
      this.log.log(`connected to ${url}`);
    } else if (this.wasConnected) this.log.warn(`no connection to ${url}: ${why ?? 'it ended'}`);
    this.wasConnected = connected;
  }

  private async close(): Promise<void> {
    const { broker } = this;
    if (broker === null) return;
    this.broker = null;
    this.metrics.connector.noBroker();
    await broker.close();
  }

  /** MQTT is not set: nothing is owed any more. */
  private async leave(): Promise<void> {
    if (this.left) return;
    if (await this.outbox.leave())
      this.log.warn('TOUCHSTONE_MQTT_URL is not set any more: what was not published is forgotten');
    this.left = true;
  }
}
