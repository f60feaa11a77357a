import { TouchstoneError } from '#contracts';

export interface BudgetLimits {
  /** Bytes of decoded samples that may be held at once. */
  readonly bytes: number;
  /** Pictures that may wait for their turn; one more is refused. */
  readonly waiting: number;
}

interface Turn {
  readonly bytes: number;
  readonly begin: () => void;
}

const mebibyte = 2 ** 20;

/**
 * One weighted semaphore over all decoding of a process: a small file can be a large picture, and many of them at once must not
 * take the process's memory. First come, first served, so that a large picture gets its turn too.
 */
export class DecodingBudget {
  private free: number;
  private readonly turns: Turn[] = [];

  constructor(private limits: BudgetLimits) {
    this.free = limits.bytes;
  }

  /** The bytes that one picture may take. */
  get most(): number {
    return this.limits.bytes;
  }

  /** Sets the limits; what is being decoded counts on. */
  limit(limits: BudgetLimits): void {
    this.free += limits.bytes - this.limits.bytes;
    this.limits = limits;
    this.beginNext();
  }

  /**
   * Does `work` once there is room for that many bytes beside what is being decoded.
   * @throws TouchstoneError decoding-busy when as many as may wait for room.
   */
  async hold<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    const taken = Math.min(Math.max(bytes, 1), this.limits.bytes);
    await this.room(taken);
    try {
      return await work();
    } finally {
      this.free += taken;
      this.beginNext();
    }
  }

  private async room(bytes: number): Promise<void> {
    if (this.turns.length === 0 && bytes <= this.free) {
      this.free -= bytes;
      return;
    }
    if (this.turns.length >= this.limits.waiting) throw this.busy();
    await new Promise<void>((begin) => this.turns.push({ bytes, begin }));
  }

  private beginNext(): void {
    for (let next = this.turns[0]; next && next.bytes <= this.free; next = this.turns[0]) {
      this.turns.shift();
      this.free -= next.bytes;
      next.begin();
    }
  }

  private busy(): TouchstoneError {
    return new TouchstoneError(
      'decoding-busy',
      `${this.turns.length} pictures wait to be decoded, ${Math.round(this.limits.bytes / mebibyte)} MiB at a time; send it again later`,
    );
  }
}

/** The budget of this process: 512 MiB, the largest picture that is read at all, and no bound on those that wait. */
export const decodingBudget = new DecodingBudget({ bytes: 512 * mebibyte, waiting: Infinity });
