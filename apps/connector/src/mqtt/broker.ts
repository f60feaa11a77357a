import { connect, type MqttClient } from 'mqtt';
import { type MqttMessage, mqttVersion } from '#contracts';
import type { MqttSettings } from './mqtt-settings.js';

/** The milliseconds between two tries to reach the broker, and after which a silent one counts as gone. */
const reconnectMs = 1_000;
const keepaliveSeconds = 10;

/** A connection to the broker that comes back by itself. Everything is published with QoS 1. */
export class Broker {
  private readonly client: MqttClient;
  private readonly ending = new AbortController();
  private readonly closing = closed(this.ending.signal);

  constructor(
    private readonly settings: MqttSettings,
    onChange: (connected: boolean, why: string | null) => void,
  ) {
    const { url, user, password, ca, version, clientId, statusTopic } = settings;
    const will = {
      topic: statusTopic,
      payload: statusOf('offline'),
      qos: 1,
      retain: true,
    } as const;
    this.closing.catch(() => undefined);
    this.client = connect(url, {
      protocolVersion: version === '5' ? 5 : 4,
      clientId,
      reconnectPeriod: reconnectMs,
      keepalive: keepaliveSeconds,
      will,
      ...(user === undefined ? {} : { username: user }),
      ...(password === undefined ? {} : { password }),
      ...(ca === undefined ? {} : { ca }),
    });
    let why: string | null = null;
    this.client.on('error', (error) => (why = error.message || String(error)));
    this.client.on('connect', () => {
      onChange(true, null);
      void this.sayOnline();
    });
    this.client.on('close', () => onChange(false, why));
  }

  get connected(): boolean {
    return this.client.connected;
  }

  /** Returns when the broker has acknowledged it; meanwhile it may go away and come back. Throws when this is closed. */
  async publish(topic: string, message: MqttMessage | null, retain = false): Promise<void> {
    const payload = message === null ? '' : JSON.stringify(message);
    await Promise.race([
      this.client.publishAsync(topic, payload, { qos: 1, retain }),
      this.closing,
    ]);
  }

  /** Goes without a word, as if it were killed: the broker then tells its will, `offline`. */
  async close(): Promise<void> {
    this.ending.abort();
    await this.client.endAsync(true);
  }

  /** Takes the place of the will's word; where the connection ends before, the next one says it. */
  private async sayOnline(): Promise<void> {
    const { statusTopic } = this.settings;
    await this.client
      .publishAsync(statusTopic, statusOf('online'), { qos: 1, retain: true })
      .catch(() => undefined);
  }
}

function statusOf(status: 'online' | 'offline'): string {
  return JSON.stringify({ type: 'status', version: mqttVersion, status } satisfies MqttMessage);
}

/** Rejects when the signal comes. */
function closed(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new Error('the connection is being closed'));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
}
