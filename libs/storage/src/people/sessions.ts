import { type OpenSession, type Session, TouchstoneError } from '#contracts';
import { and, desc, eq, gt, lt, not, or, sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { iso } from '../frames/stored-image.js';
import { type AccountRow, accountNotFound } from './accounts.js';
import type { ChangeFacts } from './audit.js';
import { writePeopleChange } from './people-changes.js';
import { accounts, sessions } from './people-tables.js';

export type NewSession = typeof sessions.$inferInsert;

/** A session that has not ended, with its account as it is now. */
export interface FoundSession {
  id: string;
  account: AccountRow;
  expiresAt: Date;
  idleMs: number;
  usedAt: Date;
}

/** The table of sign-ins that last; one that has ended is not kept. */
export class Sessions {
  constructor(private readonly database: Database) {}

  /** Starts a session, and removes those of anybody that have ended. */
  async start(row: NewSession, change: ChangeFacts): Promise<void> {
    await this.database.change(async (queries) => {
      await queries.delete(sessions).where(hasEnded(change.at));
      await queries.insert(sessions).values(row);
      await queries
        .update(accounts)
        .set({ signedInAt: change.at })
        .where(eq(accounts.id, row.account));
      await writePeopleChange(queries, change, 'signed-in', change.by, { peer: row.peer });
    });
  }

  /** Finds the session of a token's digest; null when it has ended, or its account is disabled. */
  async find(digest: Buffer, now: Date): Promise<FoundSession | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ session: sessions, account: accounts })
        .from(sessions)
        .innerJoin(accounts, eq(accounts.id, sessions.account))
        .where(and(eq(sessions.digest, digest), eq(accounts.disabled, false))),
    );
    if (row === undefined) return null;
    const { id, expiresAt, idleMs, usedAt } = row.session;
    const endsAt = Math.min(expiresAt.getTime(), usedAt.getTime() + idleMs);
    return now.getTime() < endsAt ? { id, account: row.account, expiresAt, idleMs, usedAt } : null;
  }

  /** Notes that a session was used; an earlier note stays where it is later. */
  async used(id: string, at: Date): Promise<void> {
    await this.database.ask((queries) =>
      queries
        .update(sessions)
        .set({ usedAt: at })
        .where(and(eq(sessions.id, id), lt(sessions.usedAt, at))),
    );
  }

  /** Ends one session; one that has ended already stays so. */
  async end(id: string, change: ChangeFacts): Promise<void> {
    await this.database.change(async (queries) => {
      const ended = await queries.delete(sessions).where(eq(sessions.id, id));
      if ((ended.rowCount ?? 0) > 0)
        await writePeopleChange(queries, change, 'signed-out', change.by);
    });
  }

  /** Lists the sessions of an account that last, last used first. Throws `account-not-found`. */
  async of(name: string, now: Date): Promise<Session[]> {
    return this.database.ask(async (queries) => {
      const [account] = await queries.select().from(accounts).where(isOfName(name));
      if (account === undefined) throw accountNotFound(name);
      const rows = await queries
        .select()
        .from(sessions)
        .where(and(eq(sessions.account, account.id), gt(sessions.expiresAt, now)))
        .orderBy(desc(sessions.usedAt));
      return rows.filter(({ usedAt, idleMs }) => usedAt.getTime() + idleMs > now.getTime()).map(toSession); // prettier-ignore
    });
  }

  /** Lists the sessions of everybody that last, last used first; `own` is the id of the session that asks. */
  async all(now: Date, own: string | null): Promise<OpenSession[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ session: sessions, account: accounts.name, role: accounts.role })
        .from(sessions)
        .innerJoin(accounts, eq(accounts.id, sessions.account))
        .where(not(hasEnded(now)!))
        .orderBy(desc(sessions.usedAt)),
    );
    return rows.map(({ session, account, role }) => ({
      ...toSession(session),
      account,
      role,
      own: session.id === own,
    }));
  }

  /** Ends one session of somebody else's. Throws `session-not-found`. */
  async endOne(id: string, change: ChangeFacts): Promise<void> {
    await this.database.change(async (queries) => {
      const [row] = await queries
        .select({ name: accounts.name })
        .from(sessions)
        .innerJoin(accounts, eq(accounts.id, sessions.account))
        .where(eq(sessions.id, id));
      if (row === undefined)
        throw new TouchstoneError('session-not-found', `there is no sign-in ${id}; it may have ended meanwhile`); // prettier-ignore
      await queries.delete(sessions).where(eq(sessions.id, id));
      await writePeopleChange(queries, change, 'sessions-ended', row.name, { sessions: 1 });
    });
  }

  /** Ends all sessions of an account. Throws `account-not-found`. */
  async endAll(name: string, change: ChangeFacts): Promise<void> {
    await this.database.change(async (queries) => {
      const [account] = await queries.select().from(accounts).where(isOfName(name));
      if (account === undefined) throw accountNotFound(name);
      const { rowCount } = await queries.delete(sessions).where(eq(sessions.account, account.id));
      await writePeopleChange(queries, change, 'sessions-ended', account.name, { sessions: rowCount ?? 0 }); // prettier-ignore
    });
  }
}

function isOfName(name: string) {
  return eq(sql`lower(${accounts.name})`, name.toLowerCase());
}

function hasEnded(now: Date) {
  const idleEnd = sql`${sessions.usedAt} + ${sessions.idleMs} * interval '1 millisecond'`;
  return or(lt(sessions.expiresAt, now), lt(idleEnd, now));
}

function toSession(row: typeof sessions.$inferSelect): Session {
  const { id, peer } = row;
  return { id, madeAt: iso(row.madeAt), usedAt: iso(row.usedAt), expiresAt: iso(row.expiresAt), peer }; // prettier-ignore
}
