import { Logger } from '@nestjs/common';
import { TouchstoneError } from '#contracts';
import type { Metrics } from '#telemetry';
import { Failures, realTime, type Time } from './failures.js';

/**
 * Counts wrong keys and passwords, slows whoever tries them and writes it down: by peer, and a password by account too,
 * since many machines may try one. What is right is never slowed, unless many wrong ones of the same peer or account
 * wait at the same time: else its answer would tell right from wrong at any speed.
 */
export class FailedKeys {
  private readonly log = new Logger('access');
  private readonly peers: Failures;
  private readonly accounts: Failures;

  constructor(
    private readonly metrics: Metrics,
    now = realTime.now,
    sleep: Time['sleep'] = realTime.sleep,
  ) {
    this.peers = new Failures({ now, sleep });
    this.accounts = new Failures({ now, sleep });
  }

  /** Throws `too-many-failures` while too many refusals of this peer, or of this account, wait. */
  refuseHammering(peer: string, account?: string): void {
    const isOfAccount = account !== undefined && this.accounts.isHammered(account.toLowerCase());
    if (!isOfAccount && !this.peers.isHammered(peer)) return;
    this.metrics.authFailed('not-looked-at');
    throw new TouchstoneError(
      'too-many-failures',
      `too many wrong ${isOfAccount ? 'passwords came for this account' : 'API keys or passwords came from this address'} at once: wait for their answers, then try again`,
    );
  }

  /** Counts a request without a key, and no more: nothing was tried. */
  missing(): void {
    this.metrics.authFailed('missing');
  }

  /** Counts a request of a sign-in that has ended. */
  ended(): void {
    this.metrics.authFailed('ended');
  }

  /** Counts a request of somebody who may not do what it asks for. */
  forbidden(): void {
    this.metrics.authFailed('forbidden');
  }

  /** Counts a wrong key, and returns when its refusal may be sent. */
  async wrong(peer: string): Promise<void> {
    this.metrics.authFailed('wrong');
    const known = this.peers.noted(peer);
    const told = this.peers.toTell(known);
    if (told > 0) this.tell(`${counted(told, 'API key')} came from ${peer}`, peer, known.failures);
    await this.peers.slowed(known);
  }

  /** Counts a wrong password, and returns when its refusal may be sent: as slow as peer or account have it. */
  async wrongPassword(peer: string, account: string): Promise<void> {
    this.metrics.authFailed('password');
    const [ofPeer, ofAccount] = [
      this.peers.noted(peer),
      this.accounts.noted(account.toLowerCase()),
    ];
    const told = this.accounts.toTell(ofAccount);
    if (told > 0)
      this.tell(`${counted(told, 'password')} for "${account.slice(0, 61)}", the last from ${peer}`, peer, ofAccount.failures); // prettier-ignore
    await Promise.all([this.peers.slowed(ofPeer), this.accounts.slowed(ofAccount)]);
  }

  private tell(line: string, peer: string, failures: number): void {
    this.log.warn(line, { peer, failures });
  }
}

function counted(count: number, what: string): string {
  return count === 1 ? `a wrong ${what}` : `${count} wrong ${what}s`;
}
