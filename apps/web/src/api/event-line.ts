import { type LiveEvent, liveEventsOf } from '#client';
import { api } from './client.js';

/**
 * The milliseconds without a byte after which the line is dead, whatever TCP says: the server is asked for a pulse
 * every second.
 */
const silenceMs = 6_000;
const [firstPauseMs, longestPauseMs] = [1_000, 8_000];

export interface EventLineHandlers {
  onOpen(): void;
  onEvent(event: LiveEvent): void;
  onLost(error: unknown): void;
}

/**
 * Follows /v1/events, comes back after every loss and goes on after the last event it saw. A fetch and
 * no EventSource: that one can neither send an API key nor say why it was refused.
 * Returns what ends it.
 */
export function followEvents(handlers: EventLineHandlers): () => void {
  const stop = new AbortController();
  void keepFollowing(handlers, stop.signal);
  return () => stop.abort();
}

async function keepFollowing(handlers: EventLineHandlers, stopped: AbortSignal): Promise<void> {
  const seen = { lastId: '' };
  let pause = firstPauseMs;
  while (!stopped.aborted) {
    try {
      await followOnce(seen, stopped, {
        ...handlers,
        onOpen: () => {
          pause = firstPauseMs;
          handlers.onOpen();
        },
      });
      throw new TypeError('the stream ended');
    } catch (error) {
      if (stopped.aborted) return;
      handlers.onLost(error);
    }
    await rest(pause, stopped);
    pause = Math.min(pause * 2, longestPauseMs);
  }
}

async function followOnce(
  seen: { lastId: string },
  stopped: AbortSignal,
  handlers: EventLineHandlers,
): Promise<void> {
  const silence = new AbortController();
  const giveUp = () => silence.abort(new Error('Touchstone has gone silent.'));
  let watch = setTimeout(giveUp, silenceMs);
  const answer = await api.open('/v1/events', {
    query: { pulse: 'true' },
    header: { 'Last-Event-ID': seen.lastId === '' ? undefined : seen.lastId },
    signal: AbortSignal.any([stopped, silence.signal]),
    cache: 'no-store',
  });
  handlers.onOpen();
  const heard = () => {
    clearTimeout(watch);
    watch = setTimeout(giveUp, silenceMs);
  };
  try {
    for await (const { id, event } of liveEventsOf(answer, heard)) {
      seen.lastId = id || seen.lastId;
      handlers.onEvent(event);
    }
  } finally {
    clearTimeout(watch);
  }
}

function rest(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    stopped.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
