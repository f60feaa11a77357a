interface Entry<Value> {
  opening: Promise<Value>;
  users: number;
  /** The size of the value; 0 until it is open. */
  size: number;
}

export interface SharedCacheOptions<Value> {
  /** The sum of the sizes that may stay open, those in use counted in. */
  readonly room: number;
  readonly sizeOf: (value: Value) => number;
  readonly dispose: (value: Value) => void;
}

/**
 * Opens a value once for all who use it at the same time, keeps the most recently used idle ones for which there is
 * room, and disposes of the others: never while somebody uses them.
 */
export class SharedCache<Value> {
  /** The entries in the order of last use, the longest ago first. */
  private readonly entries = new Map<string, Entry<Value>>();

  constructor(private readonly options: SharedCacheOptions<Value>) {}

  /**
   * Returns the value of a key, opened by the first who asks.
   * Every `acquire` that resolved needs one `release`. One that failed to open is tried again next time.
   */
  async acquire(key: string, open: () => Promise<Value>): Promise<Value> {
    const entry = this.entries.get(key) ?? { opening: open(), users: 0, size: 0 };
    entry.users += 1;
    this.touch(key, entry);
    try {
      const value = await entry.opening;
      entry.size = this.options.sizeOf(value);
      return value;
    } catch (error) {
      if (this.entries.get(key) === entry) this.entries.delete(key);
      throw error;
    }
  }

  release(key: string): void {
    const entry = this.entries.get(key);
    if (entry === undefined || entry.users === 0)
      throw new Error(`${key} was released more often than acquired`);
    entry.users -= 1;
    this.disposeOfOldest();
  }

  /** Keeps the value in use for as long as the work takes. */
  async use<T>(
    key: string,
    open: () => Promise<Value>,
    work: (value: Value) => Promise<T>,
  ): Promise<T> {
    const value = await this.acquire(key, open);
    try {
      return await work(value);
    } finally {
      this.release(key);
    }
  }

  /** Disposes of all that nobody uses. */
  async clear(): Promise<void> {
    const idle = [...this.entries].filter(([, entry]) => entry.users === 0);
    await Promise.all(idle.map(([key, entry]) => this.dispose(key, entry)));
  }

  private touch(key: string, entry: Entry<Value>): void {
    this.entries.delete(key);
    this.entries.set(key, entry);
  }

  private disposeOfOldest(): void {
    const all = [...this.entries];
    let total = all.reduce((sum, [, { size }]) => sum + size, 0);
    for (const [key, entry] of all) {
      if (total <= this.options.room) return;
      if (entry.users > 0) continue;
      total -= entry.size;
      void this.dispose(key, entry);
    }
  }

  /** Nobody waits for an idle entry's opening any more: it has resolved. */
  private async dispose(key: string, entry: Entry<Value>): Promise<void> {
    this.entries.delete(key);
    this.options.dispose(await entry.opening);
  }
}
