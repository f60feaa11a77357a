import { Inject, Injectable } from '@nestjs/common';
import { roleByPin } from '#contracts';
import { Accounts, DeviceKeys, digestOf, FreshReads, Sessions } from '#storage';
import type { Clock } from '#telemetry';
import type { Settings } from '../../settings.js';
import { apiSettings, clock } from '../../tokens.js';
import { Asker } from './asker.js';
import { KeyRing } from './keys.js';

/** The milliseconds that a key, a sign-in or the openness of the API may be known without asking the records. */
const freshMs = 1_000;

/** The milliseconds after which a key's or a session's last use is written down anew. */
const noteUseMs = 60_000;

/**
 * Knows who asks by what they carry: keys of the settings, keys of devices, sign-ins. What changes in the records
 * counts within a second in every process, and at once in the one that changed it.
 */
@Injectable()
export class Askers {
  private readonly ring: KeyRing;
  private devices = this.freshDevices();
  private sessions = this.freshSessions();
  private standing = this.freshStanding();
  /** The openness as it was last read: nobody is locked out because PostgreSQL is away. */
  private lastOpen: boolean | undefined;

  constructor(
    @Inject(apiSettings) private readonly settings: Settings,
    private readonly accounts: Accounts,
    private readonly keysOfDevices: DeviceKeys,
    private readonly signIns: Sessions,
    @Inject(clock) private readonly clock: Clock,
  ) {
    this.ring = new KeyRing(settings.apiKeys);
  }

  /** Tells whether keys of administrators stand in the settings. */
  get hasKeys(): boolean {
    return !this.ring.isEmpty;
  }

  /** Tells whether nothing is set that would prove who asks: then whoever reaches the API may do everything. */
  async isOpen(): Promise<boolean> {
    if (this.hasKeys || this.lastOpen === false) return false;
    try {
      this.lastOpen = !(await this.standing.get('standing'));
    } catch (error) {
      if (this.lastOpen === undefined) throw error;
    }
    return this.lastOpen;
  }

  /** Tells whether anybody's name can be proven: then a second person is another proven one. */
  async provesPeople(): Promise<boolean> {
    if (this.settings.apiKeys.some(({ name }) => name !== null)) return true;
    return (await this.accounts.standing()).any;
  }

  /** Returns whose key it is; undefined for one that is none of ours, or not any more. */
  async ofKey(key: string): Promise<Asker | undefined> {
    const match = this.ring.find(key);
    if (match !== undefined) {
      const { name } = match;
      return new Asker({ name, proof: name === null ? 'said' : 'key', role: 'administrator' });
    }
    const row = await this.devices.get(digestOf(key).toString('hex'));
    if (row === null || !this.isAhead(row.expiresAt)) return undefined;
    const { name, scopes, stations } = row;
    await this.noteUse(row.usedAt, noteUseMs, (at) => this.keysOfDevices.used(row.id, at));
    return new Asker({ name, proof: 'device-key', scopes, stations });
  }

  /** Returns whose sign-in the token is of; undefined when it has ended. */
  async ofSession(token: string): Promise<Asker | undefined> {
    const found = await this.sessions.get(digestOf(token).toString('hex'));
    if (found === null) return undefined;
    const { account, id, expiresAt, idleMs, usedAt, byPin } = found;
    if (!this.isAhead(expiresAt) || !this.isAhead(idleEndOf(found))) return undefined;
    const noteMs = Math.min(noteUseMs, idleMs / 10);
    await this.noteUse(usedAt, noteMs, (at) => this.signIns.used(id, at));
    const { name, stations } = account;
    const role = byPin ? roleByPin(account.role) : account.role;
    const proof = byPin ? 'pin' : 'session';
    return new Asker({ name, proof, role, stations, session: { id, expiresAt } });
  }

  /** Tells whether a key is one of ours still; nothing is noted of it. */
  async holdsKey(key: string): Promise<boolean> {
    if (this.ring.find(key) !== undefined) return true;
    const row = await this.devices.get(digestOf(key).toString('hex'));
    return row !== null && this.isAhead(row.expiresAt);
  }

  /** Tells whether a sign-in goes on still; nothing is noted of it. */
  async holdsSession(token: string): Promise<boolean> {
    const found = await this.sessions.get(digestOf(token).toString('hex'));
    if (found === null) return false;
    return this.isAhead(found.expiresAt) && this.isAhead(idleEndOf(found));
  }

  /** Forgets what is known of the records, after a change that was made here. */
  forget(): void {
    this.devices = this.freshDevices();
    this.sessions = this.freshSessions();
    this.standing = this.freshStanding();
  }

  /** Tells whether a time is still to come: what is known for a second may have ended meanwhile. */
  private isAhead(time: Date | null): boolean {
    return time === null || time > this.clock.now();
  }

  private async noteUse(
    last: Date | null,
    everyMs: number,
    note: (at: Date) => Promise<void>,
  ): Promise<void> {
    const now = this.clock.now();
    if (last === null || now.getTime() - last.getTime() >= everyMs) await note(now);
  }

  private freshDevices() {
    const read = (hex: string) =>
      this.keysOfDevices.find(Buffer.from(hex, 'hex'), this.clock.now());
    return new FreshReads(read, { freshMs, keep: (row) => row !== null });
  }

  private freshSessions() {
    const read = (hex: string) => this.signIns.find(Buffer.from(hex, 'hex'), this.clock.now());
    return new FreshReads(read, { freshMs, keep: (row) => row !== null });
  }

  private freshStanding() {
    const read = async () =>
      (await this.accounts.standing()).any || (await this.keysOfDevices.any());
    return new FreshReads(read, { freshMs, keep: () => true });
  }
}

/** Returns when a sign-in ends without a further request. */
function idleEndOf({ usedAt, idleMs }: { usedAt: Date; idleMs: number }): Date {
  return new Date(usedAt.getTime() + idleMs);
}
