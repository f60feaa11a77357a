import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { StoreIdentity } from './store-identity.js';

/** The milliseconds between comparisons of the store with the records: one small read of each. */
const everyMs = 5_000;

/** Compares the store with the records from the start to the end of the process, and says when what it found changes. */
@Injectable()
export class StoreWatch implements OnApplicationShutdown {
  private readonly log = new Logger('storage');
  private timer: NodeJS.Timeout | undefined;
  private said = '';

  constructor(private readonly store: StoreIdentity) {}

  /** Returns once the store was compared, whatever came of it. */
  async start(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look(), everyMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    try {
      await this.store.prove();
      this.say('');
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    }
  }

  private say(trouble: string): void {
    if (trouble === this.said) return;
    this.said = trouble;
    if (trouble !== '') this.log.warn(trouble);
    else this.log.log('the blob store is the one of the records');
  }
}
