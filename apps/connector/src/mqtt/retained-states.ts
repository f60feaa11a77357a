import { Inject, Injectable } from '@nestjs/common';
import { mqttKinds, type MqttState } from '#contracts';
import type { Clock } from '#telemetry';
import { clock } from '../tokens.js';
import type { Broker } from './broker.js';
import type { MqttSettings } from './mqtt-settings.js';
import { StationStates } from './station-states.js';
import { topicOf } from './topic.js';

/** The milliseconds between two looks at how the stations stand. */
const lookMs = 3_000;

/** Publishes how each station stands, retained: at first, and whenever it changed. */
@Injectable()
export class RetainedStates {
  private readonly told = new Map<string, string>();
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly states: StationStates,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /** Forgets what the broker was told: one that lost it, or another one, is told all of it again. */
  forget(): void {
    this.told.clear();
    this.lookedAt = Number.NEGATIVE_INFINITY;
  }

  async publish(broker: Broker, settings: MqttSettings): Promise<void> {
    if (performance.now() - this.lookedAt < lookMs) return;
    const states = await this.states.read(this.clock.now());
    for (const state of states) await this.tell(broker, settings, state);
    await this.clearGone(broker, settings, new Set(states.map(({ stationId }) => stationId)));
    this.lookedAt = performance.now();
  }

  private async tell(broker: Broker, settings: MqttSettings, state: MqttState): Promise<void> {
    const text = JSON.stringify(state);
    if (this.told.get(state.stationId) === text) return;
    await broker.publish(topicOf(settings.topics, state.stationId, mqttKinds.state), state, true);
    this.told.set(state.stationId, text);
  }

  /** An empty retained message takes the one before it away (MQTT 5, 3.3.1.3). */
  private async clearGone(broker: Broker, settings: MqttSettings, there: Set<string>) {
    for (const station of this.told.keys()) {
      if (there.has(station)) continue;
      await broker.publish(topicOf(settings.topics, station, mqttKinds.state), null, true);
      this.told.delete(station);
    }
  }
}
