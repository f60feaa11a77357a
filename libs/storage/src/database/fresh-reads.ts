interface Reading<T> {
  readAt: number;
  value: Promise<T>;
}

/**
 * Values that are read by id, each at most once in `freshMs` however many ask for it at the same time. A value that
 * `keep` does not want, or that could not be read, is read again by the next who asks, and costs no memory.
 */
export class FreshReads<T> {
  private readonly readings = new Map<string, Reading<T>>();

  constructor(
    private readonly read: (id: string) => Promise<T>,
    private readonly options: { freshMs: number; keep: (value: T) => boolean },
  ) {}

  /** Returns the value as it was at most `freshMs` ago. Throws what `read` throws. */
  get(id: string): Promise<T> {
    const known = this.readings.get(id);
    if (known !== undefined && performance.now() - known.readAt < this.options.freshMs)
      return known.value;
    const reading = { readAt: performance.now(), value: this.read(id) };
    this.readings.set(id, reading);
    const forget = () => void (this.readings.get(id) === reading && this.readings.delete(id));
    reading.value.then((value) => this.options.keep(value) || forget(), forget);
    return reading.value;
  }

  /** Forgets a value after a change that was made here: the next who asks reads it again. */
  forget(id: string): void {
    this.readings.delete(id);
  }
}
