import type { DeviceScope, Role } from '#contracts';
import {
  boolean,
  customType,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The tables of people and devices, as queries see them; migration `people` makes them. */
export const accounts = pgTable('accounts', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  role: text('role').$type<Role>().notNull(),
  /** The stations that the account may see; null is all of them. */
  stations: jsonb('stations').$type<string[]>(),
  /** The argon2id hash, with its parameters and salt. */
  password: text('password').notNull(),
  /** The argon2id hash of the PIN for shared terminals; null without one. */
  pin: text('pin'),
  /** The wrong PINs since the last right one. */
  pinFailures: integer('pin_failures').notNull().default(0),
  disabled: boolean('disabled').notNull().default(false),
  createdAt: time('created_at').notNull(),
  signedInAt: time('signed_in_at'),
});

export const sessions = pgTable('sessions', {
  id: uuid('id').primaryKey(),
  /** The SHA-256 of the token that the browser holds. */
  digest: bytea('digest').notNull(),
  account: uuid('account').notNull(),
  madeAt: time('made_at').notNull(),
  usedAt: time('used_at').notNull(),
  expiresAt: time('expires_at').notNull(),
  /** The milliseconds without a request after which the session has ended. */
  idleMs: integer('idle_ms').notNull(),
  peer: text('peer').notNull(),
  byPin: boolean('by_pin').notNull().default(false),
});

export const deviceKeys = pgTable('device_keys', {
  id: uuid('id').primaryKey(),
  /** The SHA-256 of the key. */
  digest: bytea('digest').notNull(),
  name: text('name').notNull(),
  scopes: jsonb('scopes').$type<DeviceScope[]>().notNull(),
  /** The stations that the device may name; null is all of them. */
  stations: jsonb('stations').$type<string[]>(),
  madeAt: time('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  expiresAt: time('expires_at'),
  usedAt: time('used_at'),
  revokedAt: time('revoked_at'),
});
