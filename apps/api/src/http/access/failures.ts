import { setTimeout as wait } from 'node:timers/promises';

/** The number of failures that a peer or an account has without being slowed: somebody mistypes, a camera has an old key. */
const freeFailures = 10;

/**
 * The milliseconds that each further refusal waits longer than the one before; `longestMs` is the most that one waits.
 */
const stepMs = 250;
const longestMs = 5_000;

/** The number of refusals that wait at once for one; while so many do, nothing of theirs is looked at. */
const mostWaiting = 5;

/** The milliseconds without a failure after which one is forgotten; a line of the log stands for `lineMs` at least. */
const forgetMs = 600_000;
const lineMs = 60_000;

/** The number that is remembered at once; the one whose failure is the oldest makes room. */
const mostKnown = 10_000;

/** The failures of one peer, or of one account. */
export interface Known {
  failures: number;
  waiting: number;
  lastAt: number;
  /** The number of failures that are not yet in the log. */
  unsaid: number;
  saidAt: number;
}

export interface Time {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

export const realTime: Time = {
  now: Date.now,
  sleep: (ms) => wait(ms, null, { ref: false }),
};

/** Counts the failures of each peer or account, and says how long a refusal waits. */
export class Failures {
  private readonly all = new Map<string, Known>();

  constructor(private readonly time: Time) {}

  /** Tells whether so many refusals wait that nothing more is looked at. */
  isHammered(id: string): boolean {
    return (this.all.get(id)?.waiting ?? 0) >= mostWaiting;
  }

  /** Counts one more failure. */
  noted(id: string): Known {
    const { now } = this.time;
    const before = this.all.get(id);
    const fresh = { failures: 0, waiting: 0, lastAt: 0, unsaid: 0, saidAt: -Infinity };
    const isOld = before === undefined || now() - before.lastAt > forgetMs;
    const known = isOld && (before?.waiting ?? 0) === 0 ? fresh : before!;
    known.failures += 1;
    known.unsaid += 1;
    known.lastAt = now();
    this.all.delete(id);
    this.all.set(id, known);
    if (this.all.size > mostKnown) this.all.delete(this.all.keys().next().value!);
    return known;
  }

  /** Returns when the refusal of this failure may be sent. */
  async slowed(known: Known): Promise<void> {
    const over = known.failures - freeFailures;
    if (over <= 0) return;
    known.waiting += 1;
    await this.time.sleep(Math.min(longestMs, over * stepMs));
    known.waiting -= 1;
  }

  /** Returns the number of failures that a line of the log should tell now; 0: it told of others a moment ago. */
  toTell(known: Known): number {
    const now = this.time.now();
    if (now - known.saidAt < lineMs) return 0;
    const { unsaid } = known;
    known.unsaid = 0;
    known.saidAt = now;
    return unsaid;
  }
}
