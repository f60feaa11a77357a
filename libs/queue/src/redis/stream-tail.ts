import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LiveEntry, newestId, toEntries } from './event-stream.js';

/** The milliseconds that one read waits for something new; bounds how long closing takes. */
const blockMs = 2_000;

/**
 * Follows the end of a stream on one connection, whatever the number of listeners. Redis may restart and
 * come back empty: ids grow with the clock, so what is published then comes after what was read before.
 */
export class StreamTail {
  private readonly listeners = new Set<(entry: LiveEntry) => void>();
  private redis: Redis | null = null;
  private starting: Promise<void> | null = null;
  private ended: Promise<void> = Promise.resolve();
  private last = '0-0';
  private closed = false;

  constructor(
    private readonly stream: string,
    private readonly connect: () => Redis,
    private readonly onTrouble: (message: string) => void,
  ) {}

  /** Joins a listener: it gets every entry added after this call resolves, and maybe some from shortly before. */
  async join(listener: (entry: LiveEntry) => void): Promise<() => void> {
    this.listeners.add(listener);
    this.starting ??= this.start();
    try {
      await this.starting;
    } catch (error) {
      this.starting = null;
      this.listeners.delete(listener);
      throw error;
    }
    return () => void this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.redis?.disconnect();
    await this.ended;
  }

  private async start(): Promise<void> {
    this.redis ??= this.connect();
    this.last = await newestId(this.redis, this.stream);
    this.ended = this.follow(this.redis);
  }

  private async follow(redis: Redis): Promise<void> {
    while (!this.closed) {
      try {
        await this.readOnce(redis);
      } catch (error) {
        if (this.closed) return;
        this.onTrouble(`live events: ${error instanceof Error ? error.message : String(error)}`);
        await sleep(500);
      }
    }
  }

  private async readOnce(redis: Redis): Promise<void> {
    const answer = await redis.xread(
      'COUNT',
      500,
      'BLOCK',
      blockMs,
      'STREAMS',
      this.stream,
      this.last,
    );
    const raw = answer?.[0]?.[1] ?? [];
    this.last = raw.at(-1)?.[0] ?? this.last;
    for (const entry of toEntries(raw)) for (const listener of this.listeners) listener(entry);
  }
}
