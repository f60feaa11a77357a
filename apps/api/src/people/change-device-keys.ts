import { Inject, Injectable } from '@nestjs/common';
import {
  type DeviceKey,
  type DeviceKeyPatch,
  type DeviceKeyRequest,
  type ShownDeviceKey,
  TouchstoneError,
} from '#contracts';
import { Accounts, DeviceKeys, digestOf, newToken } from '#storage';
import type { Clock } from '#telemetry';
import type { Asker } from '../http/access/asker.js';
import { Askers } from '../http/access/askers.js';
import { Changes } from '../http/access/changes.js';
import { clock } from '../tokens.js';

/** Makes, rotates and revokes the keys of devices; what changes counts at once in this process. */
@Injectable()
export class ChangeDeviceKeys {
  constructor(
    private readonly keys: DeviceKeys,
    private readonly accounts: Accounts,
    private readonly askers: Askers,
    private readonly changes: Changes,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  list(): Promise<DeviceKey[]> {
    return this.keys.list();
  }

  /** Throws `name-taken`, `last-administrator`, and `validation-failed` for an expiry that has passed. */
  async make(asked: DeviceKeyRequest, asker: Asker): Promise<ShownDeviceKey> {
    await this.refuseToShutOut();
    this.refusePast(asked.expiresAt);
    const key = newToken('tsk');
    const { name, stations } = asked;
    const scopes = [...new Set(asked.scopes)];
    const expiresAt = asked.expiresAt === null ? null : new Date(asked.expiresAt);
    const row = {
      id: this.clock.newId(),
      digest: digestOf(key),
      name,
      scopes,
      stations,
      expiresAt,
    };
    const device = await this.counted(this.keys.make(row, this.changes.of(asker)));
    return { key, device };
  }

  /** Throws `device-key-not-found`, and `validation-failed` for an expiry that has passed. */
  async change(name: string, patch: DeviceKeyPatch, asker: Asker): Promise<DeviceKey> {
    this.refusePast(patch.expiresAt ?? null);
    return this.counted(this.keys.change(name, patch, this.changes.of(asker)));
  }

  /** Throws `device-key-not-found`. */
  async rotate(name: string, asker: Asker): Promise<ShownDeviceKey> {
    const key = newToken('tsk');
    const rotated = this.keys.rotate(name, digestOf(key), this.changes.of(asker));
    return { key, device: await this.counted(rotated) };
  }

  /** Throws `device-key-not-found`. */
  revoke(name: string, asker: Asker): Promise<DeviceKey> {
    return this.counted(this.keys.revoke(name, this.changes.of(asker)));
  }

  /** A key shuts an open API: whoever made it must be able to come back. */
  private async refuseToShutOut(): Promise<void> {
    if (this.askers.hasKeys || (await this.accounts.standing()).administrator) return;
    throw new TouchstoneError(
      'last-administrator',
      'a device key shuts an API that is open, and nobody could administer it: make an administrator first, "touchstone people add <name> --administrator"',
    );
  }

  private refusePast(expiresAt: string | null): void {
    if (expiresAt === null || new Date(expiresAt) > this.clock.now()) return;
    throw new TouchstoneError('validation-failed', `expiresAt: ${expiresAt} has passed; revoke the key to end it now`); // prettier-ignore
  }

  private async counted<T>(change: Promise<T>): Promise<T> {
    const changed = await change;
    this.askers.forget();
    return changed;
  }
}
