import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, type Metrics } from '#telemetry';
import { type WebhookMessage, webhookMessage } from '#contracts';
import { postSigned } from './webhook.js';

/** The number of times, once a second, that the note that a message was delivered is tried again. */
const noteTries = 15;

/** Posts a message, signed, under an id that is the same at every try. Throws `delivery-failed`: to be tried again. */
export async function postMessage(
  webhook: { url: string; secret: string },
  id: string,
  message: WebhookMessage,
  by: { metrics: Pick<Metrics, 'delivery'>; settings: { webhookTimeoutMs: number } },
): Promise<void> {
  const body = JSON.stringify(webhookMessage.parse(message));
  const options = { now: systemClock.now(), timeoutMs: by.settings.webhookTimeoutMs };
  try {
    await postSigned(webhook, { id, body }, options);
  } catch (error) {
    by.metrics.delivery('retried');
    throw error;
  }
  by.metrics.delivery('delivered');
}

/** Notes that the receiver has it: while PostgreSQL is away only this note is tried again, not the post. */
export async function noted(note: () => Promise<void>): Promise<void> {
  for (let left = noteTries; ; left--) {
    try {
      return await note();
    } catch (error) {
      if (left <= 1) throw error;
      await sleep(1_000);
    }
  }
}
