import { Inject, Injectable } from '@nestjs/common';
import type { Account, AccountPatch, AccountRequest, OpenSession, Session } from '#contracts';
import { Accounts, hashPassword, refuseWeakPassword, Sessions } from '#storage';
import type { Clock } from '#telemetry';
import type { Asker } from '../http/access/asker.js';
import { Askers } from '../http/access/askers.js';
import { Changes } from '../http/access/changes.js';
import { clock } from '../tokens.js';

/** Makes and changes accounts; what changes counts at once in this process. */
@Injectable()
export class ChangePeople {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly askers: Askers,
    private readonly changes: Changes,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  list(): Promise<Account[]> {
    return this.accounts.list();
  }

  /** Throws `name-taken`, `last-administrator`, and `validation-failed` for a weak password. */
  async make({ name, password, role, stations }: AccountRequest, asker: Asker): Promise<Account> {
    refuseWeakPassword(name, password);
    const id = this.clock.newId();
    const account = { id, name, role, stations, password: await hashPassword(password) };
    const { hasKeys } = this.askers;
    return this.counted(this.accounts.make(account, this.changes.of(asker), hasKeys));
  }

  /** Throws `account-not-found`, `last-administrator`, and `validation-failed` for a weak password. */
  async change(name: string, patch: AccountPatch, asker: Asker): Promise<Account> {
    const { password, ...others } = patch;
    if (password !== undefined) refuseWeakPassword(name, password);
    const hashed = password === undefined ? undefined : await hashPassword(password);
    const change = { ...others, password: hashed };
    const { hasKeys } = this.askers;
    return this.counted(this.accounts.change(name, change, this.changes.of(asker), hasKeys));
  }

  /** Throws `account-not-found`. */
  sessionsOf(name: string): Promise<Session[]> {
    return this.sessions.of(name, this.clock.now());
  }

  openSessions({ session }: Asker): Promise<OpenSession[]> {
    return this.sessions.all(this.clock.now(), session?.id ?? null);
  }

  /** Throws `session-not-found`. */
  endSession(id: string, asker: Asker): Promise<void> {
    return this.counted(this.sessions.endOne(id, this.changes.of(asker)));
  }

  /** Throws `account-not-found`. */
  endSessions(name: string, asker: Asker): Promise<void> {
    return this.counted(this.sessions.endAll(name, this.changes.of(asker)));
  }

  private async counted<T>(change: Promise<T>): Promise<T> {
    const changed = await change;
    this.askers.forget();
    return changed;
  }
}
