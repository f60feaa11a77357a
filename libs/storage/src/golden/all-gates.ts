import { type Challenge, type Gate, challengeSettings } from '#contracts';
import { sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { gateOf, outcomeOf } from './gate-rules.js';

/** A row of the challenges as JSON, under the names of its columns. */
interface ChallengeJson {
  id: string;
  station: string;
  reason: string;
  opened_by: string;
  opened_at: string;
  state: Challenge['state'];
  model: string | null;
  golden_parts: string[];
  showings: Challenge['showings'];
  ended_at: string | null;
}

interface Row extends Record<string, unknown> {
  id: string;
  challenge: unknown;
  active_model: string | null;
  parts: string[];
  open: ChallengeJson | null;
  ended: ChallengeJson | null;
}

/** The gates of all stations that require a challenge, read at once. */
export class AllGates {
  constructor(private readonly database: Database) {}

  /** Returns by station whether its gate is open now; stations that require no challenge are left out. */
  async areOpen(now: Date): Promise<Map<string, boolean>> {
    return new Map([...(await this.read(now))].map(([station, gate]) => [station, gate.open]));
  }

  /** Returns the gates by station, in one query; stations that require no challenge are left out. */
  async read(now: Date): Promise<Map<string, Gate>> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute<Row>(sql`
        SELECT stations.id, stations.settings -> 'challenge' AS challenge, stations.active_model,
          (SELECT coalesce(json_agg(id ORDER BY id), '[]') FROM golden_parts WHERE station = stations.id) AS parts,
          ${newest(sql`state = 'open'`)} AS open,
          ${newest(sql`state IN ('passed', 'failed')`)} AS ended
        FROM stations WHERE (stations.settings #>> '{challenge,required}')::boolean`),
    );
    return new Map(rows.map((row) => [row.id, gateOfRow(row, now)]));
  }
}

function newest(condition: ReturnType<typeof sql>) {
  return sql`(SELECT row_to_json(one) FROM challenges AS one WHERE station = stations.id AND ${condition}
    ORDER BY ended_at DESC, opened_at DESC LIMIT 1)`;
}

function gateOfRow(row: Row, now: Date): Gate {
  const facts = {
    stationId: row.id,
    settings: challengeSettings.parse(row.challenge),
    activeModel: row.active_model,
    goldenParts: row.parts,
    open: row.open && toChallenge(row.open),
    ended: row.ended && toChallenge(row.ended),
  };
  return gateOf(facts, now);
}

function toChallenge(row: ChallengeJson): Challenge {
  return {
    id: row.id,
    stationId: row.station,
    reason: row.reason,
    by: row.opened_by,
    openedAt: new Date(row.opened_at).toISOString(),
    state: row.state,
    modelId: row.model,
    showings: row.showings,
    missing: outcomeOf(row.golden_parts, row.showings).missing,
    endedAt: row.ended_at === null ? null : new Date(row.ended_at).toISOString(),
  };
}
