import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Inspection } from '#contracts';
import { LiveEvents, type LiveEntry } from '#queue';
import { Inspections } from '#storage';

/** The milliseconds between two looks into the records when no event comes. */
const askEveryMs = 1_000;

/** The reason why a waiting caller goes on: to look into the records, or because there will be no inspection. */
type Wake = 'look' | 'failed';

/** Waits for inspections: live events wake it, and the records are what counts. */
@Injectable()
export class VerdictWait implements OnApplicationShutdown {
  private readonly log = new Logger('ingest');

  private readonly waiting = new Map<string, Set<(why: Wake) => void>>();
  private listening: Promise<(() => void) | null> | null = null;

  constructor(
    private readonly events: LiveEvents,
    private readonly inspections: Inspections,
  ) {}

  /** Returns the frame's inspection as soon as it is there; null when it is not within `seconds`. */
  async inspectionOf(frameId: string, seconds: number): Promise<Inspection | null> {
    const giveUpAt = Date.now() + seconds * 1000;
    // Redis may go away while it is asked: the wait goes on without it, and never longer than was said.
    await Promise.race([
      (this.listening ??= this.listen()),
      sleep(askEveryMs, null, { ref: false }),
    ]);
    for (;;) {
      const woken = this.nextWake(frameId, Math.min(askEveryMs, giveUpAt - Date.now()));
      const inspection = await this.inspections.find(frameId);
      if (inspection !== null || Date.now() >= giveUpAt) {
        woken.cancel();
        return inspection;
      }
      if ((await woken.promise) === 'failed') return null;
    }
  }

  onApplicationShutdown(): void {
    void this.listening?.then((leave) => leave?.());
    for (const wakes of this.waiting.values()) for (const wake of wakes) wake('look');
  }

  /**
   * Listens to the events. Without them, as while Redis is away, the records are asked once a second; the next caller
   * tries again.
   */
  private async listen(): Promise<(() => void) | null> {
    try {
      return await this.events.subscribe('$', (entry) => this.wake(entry));
    } catch (error) {
      this.listening = null;
      this.log.warn(`waiting for verdicts without live events: ${String(error)}`);
      return null;
    }
  }

  private wake({ event }: LiveEntry): void {
    if (event.type === 'inspection') this.wakeFrame(event.inspection.frameId, 'look');
    if (event.type === 'frame-failed') this.wakeFrame(event.frameId, 'failed');
  }

  private wakeFrame(frameId: string, why: Wake): void {
    for (const wake of this.waiting.get(frameId) ?? []) wake(why);
  }

  private nextWake(frameId: string, ms: number): { promise: Promise<Wake>; cancel: () => void } {
    const wakes = this.waiting.get(frameId) ?? new Set();
    let wake: (why: Wake) => void = () => undefined;
    const promise = new Promise<Wake>((resolve) => {
      const timer = setTimeout(() => wake('look'), Math.max(ms, 1));
      wake = (why) => {
        clearTimeout(timer);
        wakes.delete(wake);
        if (wakes.size === 0) this.waiting.delete(frameId);
        resolve(why);
      };
    });
    this.waiting.set(frameId, wakes.add(wake));
    return { promise, cancel: () => wake('look') };
  }
}
