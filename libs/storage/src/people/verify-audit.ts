import { and, asc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { AuditVerification } from '#contracts';
import type { Database } from '../database/database.js';
import { audit } from '../database/loop-tables.js';
import { type AuditRow, ChainCheck } from './chain-check.js';

const portion = 1_000;

/** Goes over the whole audit trail and finds what is not as it was written. */
export class AuditProof {
  constructor(private readonly database: Database) {}

  async verify(): Promise<AuditVerification> {
    const check = new ChainCheck();
    for await (const row of this.chained()) check.take(row);
    return { ...check.found(), unchained: await this.unchained() };
  }

  private async unchained(): Promise<number> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ count: sql<number>`count(*)::int` })
        .from(audit)
        .where(isNull(audit.place)),
    );
    return row?.count ?? 0;
  }

  /** Yields the chained entries by station and place. */
  private async *chained(): AsyncGenerator<AuditRow> {
    let after: AuditRow | undefined;
    for (;;) {
      const last = after;
      const rows = await this.database.ask((queries) =>
        queries
          .select()
          .from(audit)
          .where(and(isNotNull(audit.place), last && isAfter(last)))
          .orderBy(asc(audit.station), asc(audit.place))
          .limit(portion),
      );
      yield* rows;
      if (rows.length < portion) return;
      after = rows.at(-1);
    }
  }
}

function isAfter({ station, place }: AuditRow) {
  const behind = gt(audit.place, place ?? 0);
  return or(gt(audit.station, station), and(eq(audit.station, station), behind));
}
