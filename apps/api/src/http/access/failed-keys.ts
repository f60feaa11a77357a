import { setTimeout as wait } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { TouchstoneError } from '#contracts';
import type { Metrics } from '#telemetry';

/** The number of wrong keys that a peer may send without being slowed: somebody mistypes, a camera has an old one. */
const freeFailures = 10;

/**
 * The milliseconds that each further refusal waits longer than the one before; `longestMs` is the most that one waits.
 */
const stepMs = 250;
const longestMs = 5_000;

/** The number of refusals that wait at once for one peer; while so many do, no key of this peer is looked at. */
const mostWaiting = 5;

/**
 * The milliseconds without a wrong key after which a peer is forgotten; a line of the log stands for `lineMs` at least.
 */
const forgetMs = 600_000;
const lineMs = 60_000;

/** Peers that are remembered at once; the one whose wrong key is the oldest makes room. */
const mostPeers = 10_000;

interface Peer {
  failures: number;
  waiting: number;
  lastAt: number;
  /** The number of refusals that are not yet in the log. */
  unsaid: number;
  saidAt: number;
}

/**
 * Counts wrong keys, slows whoever tries them and writes it down. A right key is never slowed, unless its peer has
 * many wrong ones waiting at the same time: else its answer would tell right from wrong at any speed.
 */
export class FailedKeys {
  private readonly log = new Logger('access');
  private readonly peers = new Map<string, Peer>();

  constructor(
    private readonly metrics: Metrics,
    private readonly now: () => number = Date.now,
    private readonly sleep: (ms: number) => Promise<unknown> = (ms) =>
      wait(ms, null, { ref: false }),
  ) {}

  /** Throws `too-many-failures` while too many refusals of this peer wait. */
  refuseHammering(peer: string): void {
    if ((this.peers.get(peer)?.waiting ?? 0) < mostWaiting) return;
    this.metrics.authFailed('not-looked-at');
    throw new TouchstoneError(
      'too-many-failures',
      'too many wrong API keys came from this address at once: wait for their answers, then try again',
    );
  }

  /** Counts a request without a key, and no more: nothing was tried. */
  missing(): void {
    this.metrics.authFailed('missing');
  }

  /** Counts a wrong key, and returns when its refusal may be sent. */
  async wrong(peer: string): Promise<void> {
    const { metrics } = this;
    metrics.authFailed('wrong');
    const known = this.noted(peer);
    this.writeDown(peer, known);
    const over = known.failures - freeFailures;
    if (over <= 0) return;
    known.waiting += 1;
    await this.sleep(Math.min(longestMs, over * stepMs));
    known.waiting -= 1;
  }

  private noted(peer: string): Peer {
    const before = this.peers.get(peer);
    const fresh = { failures: 0, waiting: 0, lastAt: 0, unsaid: 0, saidAt: -Infinity };
    const isOld = before === undefined || this.now() - before.lastAt > forgetMs;
    const known = isOld && (before?.waiting ?? 0) === 0 ? fresh : before!;
    known.failures += 1;
    known.unsaid += 1;
    known.lastAt = this.now();
    this.peers.delete(peer);
    this.peers.set(peer, known);
    if (this.peers.size > mostPeers) this.peers.delete(this.peers.keys().next().value!);
    return known;
  }

  private writeDown(peer: string, known: Peer): void {
    if (this.now() - known.saidAt < lineMs) return;
    const keys = known.unsaid === 1 ? 'a wrong API key' : `${known.unsaid} wrong API keys`;
    this.log.warn(`${keys} came from ${peer}`, { peer, failures: known.failures });
    known.unsaid = 0;
    known.saidAt = this.now();
  }
}
