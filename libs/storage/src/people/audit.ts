import type { AuditEntry, AuditFilters, Page } from '#contracts';
import { and, desc, eq, gte, isNotNull, lt, sql } from 'drizzle-orm';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { audit } from '../database/loop-tables.js';
import { iso } from '../frames/stored-image.js';
import { provenNow } from './asking.js';
import { auditHash } from './audit-hash.js';

/** The chain of what concerns no station but the whole service: people and keys. */
export const serviceChain = '*';

/** An action of a person, as it is written down; `id` and `at` come from the caller's clock. */
export interface NewAuditEntry {
  id: string;
  station: string;
  at: Date;
  by: string;
  /** The name of the action, for machines: `model-activated`, `review-undone`, ... */
  action: string;
  subject: string;
  detail?: Record<string, unknown>;
}

/** The person who makes a change, when, and the id under which it is written down. */
export interface ChangeFacts {
  auditId: string;
  by: string;
  at: Date;
}

/** The namespace of the advisory locks under which a station's chain grows ("Audi" in ASCII). */
const chainLock = 0x41756469;

/**
 * Writes an entry with other changes of the same transaction, at the end of its station's chain: all count or none.
 * The chain is locked to the end of the transaction, so an entry is best written last.
 */
export async function writeAudit(queries: Queries, entry: NewAuditEntry): Promise<void> {
  const { station } = entry;
  await queries.execute(sql`SELECT pg_advisory_xact_lock(${chainLock}, hashtext(${station}))`);
  const [last] = await queries
    .select({ place: audit.place, hash: audit.hash })
    .from(audit)
    .where(and(eq(audit.station, station), isNotNull(audit.place)))
    .orderBy(desc(audit.place))
    .limit(1);
  const place = (last?.place ?? 0) + 1;
  const row = { detail: {}, ...entry, place, proof: provenNow() };
  await queries.insert(audit).values({ ...row, hash: auditHash(row, place, last?.hash ?? '') });
}

/** The entries that are asked for; a station that is not said is every trail. */
export interface AuditListQuery extends AuditFilters {
  readonly station?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The table of who did what: only ever added to; it outlives stations and models. */
export class Audit {
  constructor(private readonly database: Database) {}

  /** Lists a page of a station's audit trail, or of all trails, newest first. */
  async list(query: AuditListQuery): Promise<Page<AuditEntry>> {
    const { where, order } = pageAfter(audit.at, audit.id, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(audit)
        .where(all(where, ...filters(query)))
        .orderBy(...order)
        .limit(query.limit + 1),
    );
    return toPage(rows, query.limit, (row) => ({ time: row.at, id: row.id }), toAuditEntry);
  }
}

function filters({ station, by, action, from, until }: AuditListQuery) {
  return [
    station === undefined ? undefined : eq(audit.station, station),
    by === undefined ? undefined : eq(audit.by, by),
    action === undefined ? undefined : eq(audit.action, action),
    from === undefined ? undefined : gte(audit.at, new Date(from)),
    until === undefined ? undefined : lt(audit.at, new Date(until)),
  ];
}

function toAuditEntry({ station, at, ...row }: typeof audit.$inferSelect): AuditEntry {
  return { ...row, stationId: station, at: iso(at) };
}
