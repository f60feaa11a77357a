import type { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { TouchstoneError } from '#contracts';

/** Does the same again and again, a while apart, until it is stopped; one that fails is logged, and tried again. */
export class Rounds {
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly work: () => Promise<void>,
    private readonly everyMs: number,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.running = this.goOn();
  }

  /** Lets the round in hand come to its end. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async goOn(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      await this.work().catch((error: unknown) => this.say(error));
      await sleep(this.everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private say(error: unknown): void {
    if (error instanceof TouchstoneError) this.log.warn(error.message);
    else this.log.error(error instanceof Error ? error.stack : String(error));
  }
}
