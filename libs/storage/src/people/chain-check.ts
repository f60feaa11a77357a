import type { AuditFault, AuditVerification } from '#contracts';
import type { audit } from '../database/loop-tables.js';
import { auditHash } from './audit-hash.js';

const mostFaults = 100;

export type AuditRow = typeof audit.$inferSelect;
type Head = { place: number; hash: string };

/** Follows the chains of an audit trail, entry by entry, each station's in the order of its places. */
export class ChainCheck {
  private readonly heads = new Map<string, Head>();
  private readonly faults: AuditFault[] = [];
  private entries = 0;
  private unchained = 0;

  /** Compares the next entry with the one before it; one of before there were chains is only counted. */
  take(row: AuditRow): void {
    if (row.place === null) {
      this.unchained += 1;
      return;
    }
    const before = this.heads.get(row.station) ?? { place: 0, hash: '' };
    this.faults.push(...faultsOf(row, row.place, before));
    this.heads.set(row.station, { place: row.place, hash: row.hash ?? '' });
    this.entries += 1;
  }

  found(): AuditVerification {
    const { faults, entries, unchained, heads } = this;
    return {
      intact: faults.length === 0,
      entries,
      unchained,
      faults: faults.slice(0, mostFaults),
      heads: [...heads].map(([stationId, head]) => ({ stationId, ...head })),
    };
  }
}

/** Returns what is wrong between the entry before and this one. After a gap the hash before is not known any more. */
function faultsOf(row: AuditRow, place: number, before: Head): AuditFault[] {
  const { station: stationId, id } = row;
  if (place !== before.place + 1)
    return [{ stationId, place: before.place + 1, id: null, fault: 'missing' }];
  if (row.hash === auditHash(row, place, before.hash)) return [];
  return [{ stationId, place, id, fault: 'altered' }];
}
