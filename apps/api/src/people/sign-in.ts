import { Inject, Injectable } from '@nestjs/common';
import { roleByPin, type SignInRequest, TouchstoneError } from '#contracts';
import {
  Accounts,
  type AccountRow,
  digestOf,
  hashPassword,
  isPassword,
  newToken,
  refuseWeakPassword,
  Sessions,
} from '#storage';
import type { Clock } from '#telemetry';
import { Asker } from '../http/access/asker.js';
import { Askers } from '../http/access/askers.js';
import { sessionMark } from '../http/access/session-cookie.js';
import { FailedKeys } from '../http/access/failed-keys.js';
import type { Settings } from '../settings.js';
import { apiSettings, clock } from '../tokens.js';

/** A sign-in that was just made: the token for the browser, and who it is. */
export interface SignedIn {
  readonly token: string;
  readonly asker: Asker;
  readonly expiresAt: Date;
}

/** Signs people in by name and password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly askers: Askers,
    private readonly failed: FailedKeys,
    @Inject(apiSettings) private readonly settings: Settings,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /**
   * Starts a session. Throws `unauthorised`, which does not tell whether the name or the password was wrong, and
   * `too-many-failures`.
   */
  async signIn({ name, password }: SignInRequest, peer: string): Promise<SignedIn> {
    const account = await this.proven(name, password, peer);
    return this.start(account, peer);
  }

  /** Puts a new password in the place of the old one: all sessions end, and one is started anew. Throws as `signIn`. */
  async changePassword(
    name: string,
    { old, password }: { old: string; password: string },
    peer: string,
  ): Promise<SignedIn> {
    const account = await this.proven(name, old, peer);
    refuseWeakPassword(account.name, password);
    const hashed = await hashPassword(password);
    await this.accounts.change(
      account.name,
      { password: hashed },
      this.changeBy(account.name),
      true,
    );
    this.askers.forget();
    return this.start(account, peer);
  }

  /** Ends a session; one that has ended already stays so. */
  async signOut({ session, name }: Asker): Promise<void> {
    if (session === null) return;
    await this.sessions.end(session.id, this.changeBy(name ?? ''));
    this.askers.forget();
  }

  private async proven(name: string, password: string, peer: string): Promise<AccountRow> {
    this.failed.refuseHammering(peer, name);
    const account = await this.accounts.find(name);
    const hashed = account === null || account.disabled ? null : account.password;
    if ((await isPassword(password, hashed)) && account !== null) return account;
    await this.failed.wrongPassword(peer, name);
    throw new TouchstoneError('unauthorised', 'the name or the password is wrong');
  }

  /** Starts a session of somebody whose PIN was right: an operator's at most, and it ends soon without a request. */
  startByPin(account: AccountRow, peer: string): Promise<SignedIn> {
    return this.start({ ...account, role: roleByPin(account.role) }, peer, true);
  }

  private async start(account: AccountRow, peer: string, byPin = false): Promise<SignedIn> {
    const { sessionMs, sessionIdleMs, pinIdleMs } = this.settings;
    const idleMs = byPin ? pinIdleMs : sessionIdleMs;
    const { name, role, stations } = account;
    const [token, id, now] = [newToken(sessionMark), this.clock.newId(), this.clock.now()];
    const expiresAt = new Date(now.getTime() + sessionMs);
    const times = { madeAt: now, usedAt: now, expiresAt, idleMs };
    const row = { id, digest: digestOf(token), account: account.id, peer, byPin, ...times };
    await this.sessions.start(row, this.changeBy(name));
    const session = { id, expiresAt };
    const proof = byPin ? 'pin' : 'session';
    const asker = new Asker({ name, proof, role, stations, session });
    return { token, asker, expiresAt };
  }

  private changeBy(by: string) {
    return { auditId: this.clock.newId(), by, at: this.clock.now() };
  }
}
