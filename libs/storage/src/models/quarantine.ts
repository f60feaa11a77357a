import {
  type NormalState,
  type Page,
  type Quarantined,
  type SetAside,
  TouchstoneError,
} from '#contracts';
import { and, count, eq, isNotNull, isNull } from 'drizzle-orm';
import { writeAudit } from '../people/audit.js';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { iso } from '../frames/stored-image.js';
import { normals } from '../database/tables.js';

type Row = typeof normals.$inferSelect;

/** The number of a station's normals in each state. */
export type NormalCounts = Record<NormalState, number>;

export interface NewDecision {
  station: string;
  normalId: string;
  decision: 'use' | 'keep-out';
  by: string;
  note: string;
  at: Date;
  /** The id of the entry in the audit trail. */
  auditId: string;
}

/** Normals that were set aside and wait for a person, and those that were decided on. */
export class Quarantine {
  constructor(private readonly database: Database) {}

  /**
   * Moves normals to the quarantine, all or none. One that is there already, was decided on, or is gone stays as it
   * is. Returns those that were moved.
   */
  async setAside(
    station: string,
    found: readonly { normalId: string; findings: readonly SetAside[] }[],
    at: Date,
  ): Promise<Quarantined[]> {
    return this.database.change(async (queries) => {
      const moved: Quarantined[] = [];
      for (const { normalId, findings } of found) {
        const [row] = await queries
          .update(normals)
          .set({ state: 'quarantined', findings: [...findings], setAsideAt: at })
          .where(
            and(
              eq(normals.id, normalId),
              eq(normals.station, station),
              eq(normals.state, 'in'),
              isNull(normals.decidedAt),
            ),
          )
          .returning();
        if (row !== undefined) moved.push(toQuarantined(row));
      }
      return moved;
    });
  }

  /**
   * Writes down a person's word, with its entry in the audit trail. The same word again changes nothing; the other one
   * takes it back. Throws `normal-not-found` for one that was never set aside.
   */
  async decide(decision: NewDecision): Promise<Quarantined> {
    return this.database.change(async (queries) => {
      const before = await lockedNormal(queries, decision);
      const state = decision.decision === 'use' ? 'in' : 'kept-out';
      if (before.state === state && before.decidedAt !== null) return toQuarantined(before);
      const { by: decidedBy, at: decidedAt, note: decisionNote } = decision;
      const [after] = await queries
        .update(normals)
        .set({ state, decidedBy, decidedAt, decisionNote, rarity: null })
        .where(eq(normals.id, before.id))
        .returning();
      await writeAudit(queries, {
        id: decision.auditId,
        station: decision.station,
        at: decidedAt,
        by: decidedBy,
        action: state === 'in' ? 'normal-used' : 'normal-kept-out',
        subject: before.id,
        detail: {
          before: before.state,
          note: decisionNote,
          reasons: before.findings.map(({ reason }) => reason),
        },
      });
      return toQuarantined(after!);
    });
  }

  /**
   * Lists a page of the normals that were set aside, the last one first. Without a state: all that wait or were decided
   * on.
   */
  async list(query: {
    station: string;
    state?: NormalState | undefined;
    limit: number;
    cursor?: string | undefined;
  }): Promise<Page<Quarantined>> {
    const page = pageAfter(normals.setAsideAt, normals.id, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(normals)
        .where(
          all(
            page.where,
            eq(normals.station, query.station),
            isNotNull(normals.setAsideAt),
            query.state && eq(normals.state, query.state),
          ),
        )
        .orderBy(...page.order)
        .limit(query.limit + 1),
    );
    return toPage(
      rows,
      query.limit,
      (row) => ({ time: row.setAsideAt!, id: row.id }),
      toQuarantined,
    );
  }

  /** Returns the normal as the quarantine shows it; null for a normal that was never set aside. */
  async find(station: string, id: string): Promise<Quarantined | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(normals).where(ever(station, id)),
    );
    return row === undefined ? null : toQuarantined(row);
  }

  async counts(station: string): Promise<NormalCounts> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ state: normals.state, normals: count() })
        .from(normals)
        .where(eq(normals.station, station))
        .groupBy(normals.state),
    );
    const counts: NormalCounts = { in: 0, quarantined: 0, 'kept-out': 0 };
    for (const row of rows) counts[row.state] = row.normals;
    return counts;
  }

  /** Counts the normals that wait for a person, by station; stations without any are left out. */
  async waiting(): Promise<Map<string, number>> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ station: normals.station, normals: count() })
        .from(normals)
        .where(eq(normals.state, 'quarantined'))
        .groupBy(normals.station),
    );
    return new Map(rows.map(({ station, normals: waiting }) => [station, waiting]));
  }

  /** Returns the ids of the normals that a person decided to use. */
  async used(station: string): Promise<Set<string>> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ id: normals.id })
        .from(normals)
        .where(
          and(eq(normals.station, station), eq(normals.state, 'in'), isNotNull(normals.decidedAt)),
        ),
    );
    return new Set(rows.map(({ id }) => id));
  }
}

function ever(station: string, id: string) {
  return and(eq(normals.station, station), eq(normals.id, id), isNotNull(normals.setAsideAt));
}

async function lockedNormal(queries: Queries, { station, normalId }: NewDecision): Promise<Row> {
  const [row] = await queries.select().from(normals).where(ever(station, normalId)).for('update');
  if (row !== undefined) return row;
  throw new TouchstoneError(
    'normal-not-found',
    `Station ${station} never set a normal ${normalId} aside; GET /v1/stations/${station}/quarantine lists those that were.`,
  );
}

export function toQuarantined(row: Row): Quarantined {
  return {
    id: row.id,
    stationId: row.station,
    state: row.state,
    findings: row.findings,
    partId: row.partId,
    lot: row.lot,
    addedAt: iso(row.addedAt),
    setAsideAt: iso(row.setAsideAt ?? row.addedAt),
    decidedBy: row.decidedBy,
    decidedAt: iso(row.decidedAt),
    note: row.decisionNote,
  };
}
