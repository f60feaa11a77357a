import { liveEvent, type LiveEvent } from '#contracts';
import type { Redis } from 'ioredis';
import { asQueueTrouble } from './redis/queue-trouble.js';
import { refuseUnlessReady } from './redis/redis-connection.js';
import { isAfter, lastIdOf, type LiveEntry, readAfter } from './redis/event-stream.js';
import { StreamTail } from './redis/stream-tail.js';

/** The number of entries that the stream keeps, about: what a client can resume from. */
export const keptEvents = 10_000;

export const eventStream = 'touchstone:events';

export type LiveHandler = (entry: LiveEntry) => void;

/** The live event stream: one bounded Redis stream, whose ids are the ids of the server-sent events. */
export class LiveEvents {
  private readonly tail: StreamTail;

  constructor(
    private readonly asking: Redis,
    waiting: () => Redis,
    onTrouble: (message: string) => void,
  ) {
    this.tail = new StreamTail(eventStream, waiting, onTrouble);
  }

  /** Returns the event's id. Throws `queue-unavailable`. */
  async publish(event: LiveEvent): Promise<string> {
    refuseUnlessReady(this.asking);
    try {
      const id = await this.asking.xadd(
        eventStream,
        'MAXLEN',
        '~',
        keptEvents,
        '*',
        'event',
        JSON.stringify(liveEvent.parse(event)),
      );
      return id ?? '';
    } catch (error) {
      throw asQueueTrouble(error);
    }
  }

  /**
   * Calls the handler for every event after `lastEventId` (`'$'`: from now on), in order, each once.
   * Returns what ends it. Throws `queue-unavailable` when the start cannot be read.
   */
  async subscribe(lastEventId: string, handler: LiveHandler): Promise<() => void> {
    refuseUnlessReady(this.asking);
    const gate = new Gate(handler);
    const leave = await this.tail.join((entry) => gate.take(entry));
    try {
      if (lastEventId !== '$') await this.replay(lastEventId, gate);
    } catch (error) {
      leave();
      throw asQueueTrouble(error);
    }
    gate.open();
    return leave;
  }

  async close(): Promise<void> {
    await this.tail.close();
  }

  private async replay(lastEventId: string, gate: Gate): Promise<void> {
    for (let after = lastEventId; ;) {
      const entries = await readAfter(this.asking, eventStream, after, 500);
      for (const entry of entries) gate.replay(entry);
      if (entries.length < 500) return;
      after = lastIdOf(entries, after);
    }
  }
}

/** Holds back what comes live until the past has been replayed, so that nothing is lost, doubled or out of order. */
class Gate {
  private held: LiveEntry[] | null = [];
  private last = '0-0';

  constructor(private readonly handler: LiveHandler) {}

  replay(entry: LiveEntry): void {
    this.last = entry.id;
    this.handler(entry);
  }

  take(entry: LiveEntry): void {
    if (this.held !== null) this.held.push(entry);
    else if (isAfter(entry.id, this.last)) this.handler(entry);
  }

  open(): void {
    const held = this.held ?? [];
    this.held = null;
    for (const entry of held) this.take(entry);
  }
}
