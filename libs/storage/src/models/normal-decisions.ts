import { type Normal, type NormalWord, TouchstoneError } from '#contracts';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { writeAudit } from '../people/audit.js';
import type { Database, Queries } from '../database/database.js';
import { normals } from '../database/tables.js';
import { toNormal } from './normals.js';

type Row = typeof normals.$inferSelect;

export interface NewWord {
  readonly station: string;
  readonly normalId: string;
  readonly decision: NormalWord;
  readonly by: string;
  readonly why: string;
  readonly at: Date;
  /** The id of the entry in the audit trail. */
  readonly auditId: string;
}

/** What people say of odd normals: typical, rare but good, or not good. */
export class NormalDecisions {
  constructor(private readonly database: Database) {}

  /**
   * Writes down a person's word, with its entry in the audit trail; the same word again changes nothing. One that waits in
   * quarantine is used after all, unless it is not good; one that is not good is kept out, and the quarantine can take it back.
   * Throws `normal-not-found`.
   */
  async decide(word: NewWord): Promise<Normal> {
    return this.database.change(async (queries) => {
      const before = await lockedNormal(queries, word);
      if (toNormal(before).decided?.decision === word.decision) return toNormal(before);
      const [after] = await queries
        .update(normals)
        .set(changeOf(word))
        .where(eq(normals.id, before.id))
        .returning();
      await writeAudit(queries, entryOf(word, before));
      return toNormal(after!);
    });
  }

  /** Returns these normals of the station by their ids; those that are gone are missing. */
  async of(station: string, ids: readonly string[]): Promise<Map<string, Normal>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(normals)
        .where(and(eq(normals.station, station), inArray(normals.id, [...ids]))),
    );
    return new Map(rows.map((row) => [row.id, toNormal(row)]));
  }
}

function changeOf({ decision, by: decidedBy, why: decisionNote, at: decidedAt }: NewWord) {
  const said = { decidedBy, decidedAt, decisionNote };
  if (decision !== 'not-good') return { ...said, state: 'in' as const, rarity: decision };
  // With a time at which it was set aside, it is listed in the quarantine, which can take it back.
  const setAsideAt = sql`coalesce(${normals.setAsideAt}, ${decidedAt.toISOString()}::timestamptz)`;
  return { ...said, state: 'kept-out' as const, rarity: null, setAsideAt };
}

function entryOf({ auditId: id, station, at, by, decision, why }: NewWord, before: Row) {
  const was = toNormal(before).decided?.decision ?? null;
  const detail = { before: before.state, was, partId: before.partId, why };
  const action = decision === 'not-good' ? 'normal-kept-out' : `normal-called-${decision}`;
  return { id, station, at, by, action, subject: before.id, detail };
}

async function lockedNormal(queries: Queries, { station, normalId }: NewWord): Promise<Row> {
  const [row] = await queries
    .select()
    .from(normals)
    .where(and(eq(normals.station, station), eq(normals.id, normalId)))
    .for('update');
  if (row !== undefined) return row;
  throw new TouchstoneError(
    'normal-not-found',
    `Station ${station} has no normal ${normalId}; GET /v1/stations/${station}/normals lists those that it has.`,
  );
}
