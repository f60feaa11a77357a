import type { AuditEntry, Page } from '#contracts';
import { eq } from 'drizzle-orm';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { audit } from '../database/loop-tables.js';
import { iso } from '../frames/stored-image.js';

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

/** Writes an entry with other changes of the same transaction: both count or neither. */
export async function writeAudit(queries: Queries, entry: NewAuditEntry): Promise<void> {
  await queries.insert(audit).values({ detail: {}, ...entry });
}

/** The table of who did what: only ever added to; it outlives stations and models. */
export class Audit {
  constructor(private readonly database: Database) {}

  async write(entry: NewAuditEntry): Promise<void> {
    await this.database.ask((queries) => writeAudit(queries, entry));
  }

  /** Lists a page of the station's audit trail, newest first. */
  async list(query: {
    station: string;
    limit: number;
    cursor?: string | undefined;
  }): Promise<Page<AuditEntry>> {
    const { where, order } = pageAfter(audit.at, audit.id, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(audit)
        .where(all(eq(audit.station, query.station), where))
        .orderBy(...order)
        .limit(query.limit + 1),
    );
    return toPage(rows, query.limit, (row) => ({ time: row.at, id: row.id }), toAuditEntry);
  }
}

function toAuditEntry({ station, at, ...row }: typeof audit.$inferSelect): AuditEntry {
  return { ...row, stationId: station, at: iso(at) };
}
