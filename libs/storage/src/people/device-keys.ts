import { type DeviceKey, type DeviceKeyPatch, type DeviceScope, TouchstoneError } from '#contracts';
import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database, Queries } from '../database/database.js';
import { codeOf } from '../database/records-trouble.js';
import { iso } from '../frames/stored-image.js';
import type { ChangeFacts } from './audit.js';
import { differing, writePeopleChange } from './people-changes.js';
import { deviceKeys } from './people-tables.js';

export type DeviceKeyRow = typeof deviceKeys.$inferSelect;

export interface NewDeviceKey {
  id: string;
  digest: Buffer;
  name: string;
  scopes: DeviceScope[];
  stations: string[] | null;
  expiresAt: Date | null;
}

/** The table of keys of cameras and programs; one that was revoked stays in the list. */
export class DeviceKeys {
  constructor(private readonly database: Database) {}

  /** Lists all keys by name, those that were revoked too. */
  async list(): Promise<DeviceKey[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(deviceKeys)
        .orderBy(asc(sql`lower(${deviceKeys.name})`), asc(deviceKeys.madeAt)),
    );
    return rows.map(toDeviceKey);
  }

  /** Tells whether a key was ever made. */
  async any(): Promise<boolean> {
    const rows = await this.database.ask((queries) =>
      queries.select({ id: deviceKeys.id }).from(deviceKeys).limit(1),
    );
    return rows.length > 0;
  }

  /** Finds the key of a digest; null when there is none, or it was revoked or has expired. */
  async find(digest: Buffer, now: Date): Promise<DeviceKeyRow | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select()
        .from(deviceKeys)
        .where(and(eq(deviceKeys.digest, digest), isNull(deviceKeys.revokedAt))),
    );
    if (row === undefined) return null;
    return row.expiresAt === null || row.expiresAt > now ? row : null;
  }

  /** Notes that a key was used. */
  async used(id: string, at: Date): Promise<void> {
    const isEarlier = or(isNull(deviceKeys.usedAt), lt(deviceKeys.usedAt, at));
    await this.database.ask((queries) =>
      queries
        .update(deviceKeys)
        .set({ usedAt: at })
        .where(and(eq(deviceKeys.id, id), isEarlier)),
    );
  }

  /** Throws `name-taken`. */
  async make(asked: NewDeviceKey, change: ChangeFacts): Promise<DeviceKey> {
    const { name, scopes, stations, expiresAt } = asked;
    return this.database.change(async (queries) => {
      const row = await inserted(queries, { ...asked, madeAt: change.at, madeBy: change.by });
      await writePeopleChange(queries, change, 'device-key-made', name, { scopes, stations, expiresAt: iso(expiresAt) }); // prettier-ignore
      return toDeviceKey(row);
    });
  }

  /** Changes what a key may do. Throws `device-key-not-found`. */
  async change(name: string, patch: DeviceKeyPatch, change: ChangeFacts): Promise<DeviceKey> {
    return this.changed(name, change, 'device-key-changed', (row) => ({
      ...row,
      ...(patch.scopes === undefined ? {} : { scopes: patch.scopes }),
      ...(patch.stations === undefined ? {} : { stations: patch.stations }),
      ...(patch.expiresAt === undefined ? {} : { expiresAt: patch.expiresAt === null ? null : new Date(patch.expiresAt) }), // prettier-ignore
    }));
  }

  /** Puts another key in the place of one, which opens nothing from then on. Throws `device-key-not-found`. */
  async rotate(name: string, digest: Buffer, change: ChangeFacts): Promise<DeviceKey> {
    return this.changed(name, change, 'device-key-rotated', (row) => ({ ...row, digest, usedAt: null })); // prettier-ignore
  }

  /** Ends a key for good; its name is free again. Throws `device-key-not-found`. */
  async revoke(name: string, change: ChangeFacts): Promise<DeviceKey> {
    return this.changed(name, change, 'device-key-revoked', (row) => ({ ...row, revokedAt: change.at })); // prettier-ignore
  }

  private async changed(
    name: string,
    change: ChangeFacts,
    action: string,
    next: (row: DeviceKeyRow) => DeviceKeyRow,
  ): Promise<DeviceKey> {
    return this.database.change(async (queries) => {
      const before = await lockedKey(queries, name);
      const after = next(before);
      await queries.update(deviceKeys).set(after).where(eq(deviceKeys.id, before.id));
      await writePeopleChange(queries, change, action, before.name, differing(toDeviceKey(before), toDeviceKey(after))); // prettier-ignore
      return toDeviceKey(after);
    });
  }
}

async function lockedKey(queries: Queries, name: string): Promise<DeviceKeyRow> {
  const isNamed = eq(sql`lower(${deviceKeys.name})`, name.toLowerCase());
  const [row] = await queries
    .select()
    .from(deviceKeys)
    .where(and(isNamed, isNull(deviceKeys.revokedAt)))
    .for('update');
  if (row !== undefined) return row;
  throw new TouchstoneError('device-key-not-found', `there is no device key ${name.slice(0, 61)} in use`); // prettier-ignore
}

async function inserted(
  queries: Queries,
  row: typeof deviceKeys.$inferInsert,
): Promise<DeviceKeyRow> {
  try {
    const [made] = await queries.insert(deviceKeys).values(row).returning();
    return made!;
  } catch (error) {
    if (codeOf(error) !== '23505') throw error;
    throw new TouchstoneError('name-taken', `there is a device key ${row.name} in use already: rotate it, or revoke it first`); // prettier-ignore
  }
}

function toDeviceKey(row: DeviceKeyRow): DeviceKey {
  const { name, scopes, stations, madeBy } = row;
  return {
    name,
    scopes,
    stations,
    madeAt: iso(row.madeAt),
    madeBy,
    expiresAt: iso(row.expiresAt),
    usedAt: iso(row.usedAt),
    revokedAt: iso(row.revokedAt),
  };
}
