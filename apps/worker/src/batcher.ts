import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

export interface BatcherOptions<Item, Result> {
  /** The number of items in one batch at most. */
  most: number;
  /** The milliseconds that the first waiting item waits for company. */
  waitMs: number;
  /** Returns the key of an item; only items with equal keys share a batch. */
  keyOf: (item: Item) => unknown;
  /** Returns one result per item, in the items' order. What it throws, every item of the batch gets. */
  work: (items: Item[]) => Promise<Result[]>;
}

interface WaitingItem<Item, Result> {
  item: Item;
  since: number;
  resolve: (result: Result) => void;
  reject: (reason: unknown) => void;
}

/**
 * Gathers what waits into batches: one batch at a time, the oldest waiting item first, with those of its
 * key that came since. A batch starts when it is full or its oldest item has waited `waitMs`.
 */
export class Batcher<Item, Result> {
  private waiting: WaitingItem<Item, Result>[] = [];
  private running: Promise<void> | undefined;
  private full: (() => void) | undefined;

  constructor(private readonly options: BatcherOptions<Item, Result>) {}

  /** Resolves to the item's own result when its batch is done. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, since: performance.now(), resolve, reject });
      if (this.oldestGroup().length >= this.options.most) this.full?.();
      this.running ??= this.run();
    });
  }

  /** Resolves when nothing waits and nothing is in work. */
  async idle(): Promise<void> {
    while (this.running !== undefined) await this.running;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      // Native predict holds the thread; what was decoded meanwhile is handed over only in the next turn.
      await turnOfTheLoop();
      await this.companyOrTime();
      await this.workOn(this.take());
    }
    // In the same turn as the check above: an item added later starts the next run.
    this.running = undefined;
  }

  private async companyOrTime(): Promise<void> {
    const left = this.waiting[0]!.since + this.options.waitMs - performance.now();
    if (left <= 0 || this.oldestGroup().length >= this.options.most) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, left);
      this.full = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.full = undefined;
  }

  private oldestGroup(): WaitingItem<Item, Result>[] {
    const key = this.options.keyOf(this.waiting[0]!.item);
    return this.waiting
      .filter((entry) => this.options.keyOf(entry.item) === key)
      .slice(0, this.options.most);
  }

  private take(): WaitingItem<Item, Result>[] {
    const batch = new Set(this.oldestGroup());
    this.waiting = this.waiting.filter((entry) => !batch.has(entry));
    return [...batch];
  }

  private async workOn(batch: WaitingItem<Item, Result>[]): Promise<void> {
    try {
      const results = await this.options.work(batch.map((entry) => entry.item));
      if (results.length !== batch.length)
        throw new Error(`${batch.length} items went in and ${results.length} results came out`);
      batch.forEach((entry, index) => entry.resolve(results[index]!));
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    }
  }
}
