import { and, asc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { AuditFault, AuditVerification } from '#contracts';
import type { Database } from '../database/database.js';
import { audit } from '../database/loop-tables.js';
import { auditHash } from './audit-hash.js';

const portion = 1_000;
const mostFaults = 100;

type AuditRow = typeof audit.$inferSelect & { place: number };

/** Goes over the whole audit trail and finds what is not as it was written. */
export class AuditProof {
  constructor(private readonly database: Database) {}

  async verify(): Promise<AuditVerification> {
    const faults: AuditFault[] = [];
    const heads = new Map<string, { place: number; hash: string }>();
    let entries = 0;
    for await (const row of this.chained()) {
      const before = heads.get(row.station) ?? { place: 0, hash: '' };
      faults.push(...faultsOf(row, before));
      heads.set(row.station, { place: row.place, hash: row.hash ?? '' });
      entries += 1;
    }
    return {
      intact: faults.length === 0,
      entries,
      unchained: await this.unchained(),
      faults: faults.slice(0, mostFaults),
      heads: [...heads].map(([stationId, { place, hash }]) => ({ stationId, place, hash })),
    };
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
      yield* rows as AuditRow[];
      if (rows.length < portion) return;
      after = rows.at(-1) as AuditRow;
    }
  }
}

function isAfter({ station, place }: AuditRow) {
  return or(gt(audit.station, station), and(eq(audit.station, station), gt(audit.place, place)));
}

/** Returns what is wrong between the entry before and this one. After a gap the hash before is not known any more. */
function faultsOf(row: AuditRow, before: { place: number; hash: string }): AuditFault[] {
  const { station: stationId, place, id } = row;
  if (place !== before.place + 1)
    return [{ stationId, place: before.place + 1, id: null, fault: 'missing' }];
  if (row.hash === auditHash(row, place, before.hash)) return [];
  return [{ stationId, place, id, fault: 'altered' }];
}
