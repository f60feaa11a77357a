import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, createApiClient } from '#client';
import type { FrameFacts } from '#contracts';
import type { Settings } from '../settings.js';
import { connectorSettings } from '../tokens.js';
import { askOnce, longestWaitMs, Refusal } from './refusal.js';

/** A frame as a camera sends it. */
export interface Upload {
  readonly bytes: Buffer;
  readonly facts: FrameFacts;
}

export interface Waiting {
  readonly signal: AbortSignal;
  /** Is called before each wait with the reason. */
  readonly onWait: (why: string) => Promise<void> | void;
}

/** Pushes frames to the API as any camera does: one after the other, and what may pass is waited for. */
@Injectable()
export class Pusher {
  private readonly api: ApiClient;

  constructor(@Inject(connectorSettings) settings: Settings) {
    this.api = createApiClient({
      url: settings.apiUrl,
      key: () => settings.apiKey,
      fetch: askOnce,
    });
  }

  /**
   * Returns when the API has accepted the frame: its bytes are stored and its job is in the queue. It tries for as long as
   * the signal lets it. Throws Refusal for a picture that will never be taken, and AbortError.
   */
  async push(station: string, upload: Upload, waiting: Waiting): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const refusal = await this.tryOnce(station, upload);
      if (refusal === null) return;
      if (refusal.ofThePicture) throw refusal;
      await waiting.onWait(refusal.message);
      const waitMs = refusal.retryAfterMs ?? Math.min(250 * 2 ** attempt, longestWaitMs);
      await sleep(waitMs, undefined, { signal: waiting.signal });
    }
  }

  /** Returns null when the frame was accepted. */
  private async tryOnce(station: string, { bytes, facts }: Upload) {
    const header = {
      'Touchstone-Part-Id': written(facts.partId),
      'Touchstone-Lot': written(facts.lot),
      'Touchstone-Captured-At': facts.capturedAt,
      'Idempotency-Key': facts.idempotencyKey,
    };
    // The bytes say which format they are in.
    const body = new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' });
    try {
      await this.api.post('/v1/stations/{station}/frames', { path: { station }, header, body });
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }
}

/** A header is bytes: the text goes as UTF-8, without the control characters that a file's name may have. */
function written(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return Buffer.from(text.replaceAll(/\p{Cc}/gu, ''), 'utf8').toString('latin1');
}
