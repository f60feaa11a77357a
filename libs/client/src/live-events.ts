import type { components } from './api-types.js';
import { EventText } from './event-text.js';

export type LiveEvent = components['schemas']['LiveEvent'];

/** A live event, and what a stream that goes on after it is asked with (`Last-Event-ID`). */
export interface LiveEntry {
  readonly id: string;
  readonly event: LiveEvent;
}

/**
 * Reads the answer of `/v1/events` until it ends. `onPiece` is told of everything that comes, keep-alives too: a line
 * on which nothing comes is dead, whatever TCP says.
 */
export async function* liveEventsOf(
  answer: Response,
  onPiece: () => void,
): AsyncGenerator<LiveEntry> {
  const text = new EventText();
  const decoder = new TextDecoder();
  for await (const piece of piecesOf(answer)) {
    onPiece();
    for (const { id, text: said } of text.take(decoder.decode(piece, { stream: true })))
      yield { id, event: JSON.parse(said) as LiveEvent };
  }
}

/** Yields the pieces of a body as they come, read by hand: not every browser lets a stream be iterated. */
async function* piecesOf({ body }: Response): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}
