import { type Account, type AccountPatch, type Role, TouchstoneError } from '#contracts';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database, Queries } from '../database/database.js';
import { codeOf } from '../database/records-trouble.js';
import { iso } from '../frames/stored-image.js';
import type { ChangeFacts } from './audit.js';
import { differing, writePeopleChange } from './people-changes.js';
import { accounts, sessions } from './people-tables.js';

export type AccountRow = typeof accounts.$inferSelect;

export interface NewAccount {
  id: string;
  name: string;
  role: Role;
  stations: string[] | null;
  /** The argon2id hash. */
  password: string;
}

/** A change of an account; `password` and `pin` are hashes of new ones. */
export type AccountChange = Omit<AccountPatch, 'password' | 'pin'> & {
  password?: string | undefined;
  pin?: string | null | undefined;
};

/** The advisory lock under which administrators change, so that two changes cannot take the last two away ("Admi"). */
const administratorsLock = 0x41646d69;

/** The table of people who sign in. An account is disabled, never deleted: the audit trail names it. */
export class Accounts {
  constructor(private readonly database: Database) {}

  /** Lists all accounts by name. */
  async list(): Promise<Account[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(accounts)
        .orderBy(asc(sql`lower(${accounts.name})`)),
    );
    return rows.map(toAccount);
  }

  /** Finds an account with its hash by its name, in any case of letters. */
  async find(name: string): Promise<AccountRow | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(accounts).where(isNamed(name)),
    );
    return row ?? null;
  }

  /** Tells whether there is any account, whether one is an administrator's that is not disabled, and whether one has a PIN. */
  async standing(): Promise<{ any: boolean; administrator: boolean; pins: boolean }> {
    const isOne = sql<boolean>`coalesce(bool_or(${isAdministrator}), false)`;
    const [row] = await this.database.ask((queries) =>
      queries
        .select({
          any: sql<boolean>`count(*) > 0`,
          administrator: isOne,
          pins: sql<boolean>`count(${accounts.pin}) > 0`,
        })
        .from(accounts),
    );
    return row ?? { any: false, administrator: false, pins: false };
  }

  /** Counts a PIN that was tried: a right one begins the count anew. */
  async pinTried(id: string, right: boolean): Promise<void> {
    const pinFailures = right ? 0 : sql`${accounts.pinFailures} + 1`;
    await this.database.ask((queries) =>
      queries.update(accounts).set({ pinFailures }).where(eq(accounts.id, id)),
    );
  }

  /**
   * Makes an account. Throws `name-taken`, and `last-administrator` for anyone else than an administrator where
   * nobody could administer, which `mayLackAdministrator` excuses: keys of administrators stand in the settings.
   */
  async make(
    asked: NewAccount,
    change: ChangeFacts,
    mayLackAdministrator = false,
  ): Promise<Account> {
    const { name, role, stations } = asked;
    return this.database.change(async (queries) => {
      const [row] = await inserted(queries, { ...asked, createdAt: change.at });
      if (row === undefined) throw nameTaken(name);
      if (!mayLackAdministrator) await refuseWithoutAdministrator(queries);
      await writePeopleChange(queries, change, 'account-made', name, { role, stations });
      return toAccount(row);
    });
  }

  /**
   * Changes an account; whoever is disabled or gets a new password is signed out everywhere. Throws
   * `account-not-found`, and `last-administrator` as `make` does.
   */
  async change(
    name: string,
    patch: AccountChange,
    change: ChangeFacts,
    mayLackAdministrator = false,
  ): Promise<Account> {
    return this.database.change(async (queries) => {
      const [before] = await queries.select().from(accounts).where(isNamed(name)).for('update');
      if (before === undefined) throw accountNotFound(name);
      const given = Object.fromEntries(Object.entries(patch).filter(([, it]) => it !== undefined));
      const after: AccountRow = { ...before, ...given };
      if (patch.pin !== undefined) after.pinFailures = 0;
      await queries.update(accounts).set(after).where(eq(accounts.id, before.id));
      if (!mayLackAdministrator) await refuseWithoutAdministrator(queries);
      if (after.disabled || patch.password !== undefined)
        await queries.delete(sessions).where(eq(sessions.account, before.id));
      if (patch.pin !== undefined)
        await queries.delete(sessions).where(and(eq(sessions.account, before.id), sessions.byPin));
      await writePeopleChange(queries, change, 'account-changed', before.name, changeOf(before, after)); // prettier-ignore
      return toAccount(after);
    });
  }
}

const isAdministrator = and(eq(accounts.role, 'administrator'), eq(accounts.disabled, false));

function isNamed(name: string) {
  return eq(sql`lower(${accounts.name})`, name.toLowerCase());
}

async function inserted(queries: Queries, row: typeof accounts.$inferInsert) {
  try {
    return await queries.insert(accounts).values(row).returning();
  } catch (error) {
    if (codeOf(error) === '23505') throw nameTaken(row.name);
    throw error;
  }
}

/** Without an administrator nobody could make one again over the API. */
async function refuseWithoutAdministrator(queries: Queries): Promise<void> {
  await queries.execute(sql`SELECT pg_advisory_xact_lock(${administratorsLock})`);
  const [row] = await queries
    .select({ id: accounts.id })
    .from(accounts)
    .where(isAdministrator)
    .limit(1);
  if (row !== undefined) return;
  throw new TouchstoneError(
    'last-administrator',
    'no administrator would be left: make another account an administrator first',
  );
}

/** Says what changed; of a password only that it did. */
function changeOf(before: AccountRow, after: AccountRow): Record<string, unknown> {
  const shown = ({ role, stations, disabled }: AccountRow) => ({ role, stations, disabled });
  const changed = differing(shown(before), shown(after));
  const password = before.password === after.password ? {} : { password: 'changed' };
  const pin = before.pin === after.pin ? {} : { pin: after.pin === null ? 'taken away' : 'set' };
  return { ...changed, ...password, ...pin };
}

function toAccount(row: AccountRow): Account {
  const { name, role, stations, disabled } = row;
  return {
    name,
    role,
    stations,
    disabled,
    pin: row.pin !== null,
    createdAt: iso(row.createdAt),
    signedInAt: iso(row.signedInAt),
  };
}

function nameTaken(name: string): TouchstoneError {
  return new TouchstoneError('name-taken', `there is an account ${name} already`);
}

export function accountNotFound(name: string): TouchstoneError {
  return new TouchstoneError('account-not-found', `there is no account ${name.slice(0, 61)}`);
}
