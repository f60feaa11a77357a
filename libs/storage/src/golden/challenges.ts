import {
  type Challenge,
  type Gate,
  type Inspection,
  type Page,
  stationSettings,
  TouchstoneError,
} from '#contracts';
import { and, desc, eq, inArray, lte } from 'drizzle-orm';
import { writeAudit } from '../people/audit.js';
import { all, pageAfter, toPage } from '../database/cursor.js';
import type { Database, Queries } from '../database/database.js';
import { gateOf, outcomeOf, showingOf } from './gate-rules.js';
import { toGoldenPart } from './golden-parts.js';
import { challenges, goldenParts } from '../database/loop-tables.js';
import { iso } from '../frames/stored-image.js';
import { lockedStation } from '../stations/stations.js';
import { stations } from '../database/tables.js';

type Row = typeof challenges.$inferSelect;

export interface NewChallenge {
  id: string;
  auditId: string;
  reason: string;
  by: string;
  at: Date;
}

/** The log of challenges. What was shown is only ever added to. */
export class Challenges {
  constructor(private readonly database: Database) {}

  /** Opens one in the place of one that is open. Throws `station-not-found`, `golden-part-not-found` without any. */
  async open(station: string, asked: NewChallenge): Promise<Challenge> {
    return this.database.change(async (queries) => {
      await lockedStation(queries, station);
      const parts = await partsOf(queries, station);
      if (parts.length === 0) return nothingToShow(station);
      const { id, reason, by, at, auditId } = asked;
      await queries
        .update(challenges)
        .set({ state: 'abandoned', endedAt: at })
        .where(and(eq(challenges.station, station), eq(challenges.state, 'open')));
      const [row] = await queries
        .insert(challenges)
        .values({
          id,
          station,
          reason,
          openedBy: by,
          openedAt: at,
          state: 'open',
          model: null,
          goldenParts: parts.map((part) => part.id),
          showings: [],
          endedAt: null,
        })
        .returning();
      const detail = { reason };
      await writeAudit(queries, {
        id: auditId,
        station,
        at,
        by,
        detail,
        action: 'challenge-opened',
        subject: id,
      });
      return toChallenge(row!);
    });
  }

  /**
   * Adds the showing of a golden part to the challenge that waits for it, once however often it is told. Null when
   * none does, or the frame was sent before it was opened.
   */
  async show(inspection: Inspection): Promise<Challenge | null> {
    const { stationId, goldenPart, frameId } = inspection;
    if (goldenPart === null) return null;
    return this.database.change(async (queries) => {
      const row = await waitingOne(queries, stationId, new Date(inspection.acceptedAt));
      const part = (await partsOf(queries, stationId)).find(({ id }) => id === goldenPart);
      if (row === null || part === undefined || !row.goldenParts.includes(goldenPart)) return null;
      if (row.showings.some((showing) => showing.frameId === frameId)) return toChallenge(row);
      const showings = [...row.showings, showingOf(part, inspection)];
      const [after] = await queries
        .update(challenges)
        .set({ showings, model: inspection.model.id, ...endOf(row, showings, inspection) })
        .where(eq(challenges.id, row.id))
        .returning();
      return toChallenge(after!);
    });
  }

  /** Lists a page of the station's challenges, newest first. */
  async list(query: {
    station: string;
    limit: number;
    cursor?: string | undefined;
  }): Promise<Page<Challenge>> {
    const { where, order } = pageAfter(challenges.openedAt, challenges.id, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(challenges)
        .where(all(eq(challenges.station, query.station), where))
        .orderBy(...order)
        .limit(query.limit + 1),
    );
    return toPage(rows, query.limit, (row) => ({ time: row.openedAt, id: row.id }), toChallenge);
  }

  /** Returns the station's gate: whether it takes production frames now. Throws `station-not-found`. */
  async gate(stationId: string, now: Date): Promise<Gate> {
    return this.database.ask(async (queries) => {
      const [station] = await queries
        .select({ settings: stations.settings, activeModel: stations.activeModel })
        .from(stations)
        .where(eq(stations.id, stationId));
      if (station === undefined)
        throw new TouchstoneError('station-not-found', `there is no station ${stationId}`);
      const parts = await partsOf(queries, stationId);
      const facts = {
        stationId,
        settings: stationSettings.parse(station.settings).challenge,
        activeModel: station.activeModel,
        goldenParts: parts.map(({ id }) => id),
        open: await newest(queries, stationId, ['open']),
        ended: await newest(queries, stationId, ['passed', 'failed']),
      };
      return gateOf(facts, now);
    });
  }
}

async function partsOf(queries: Queries, station: string) {
  const rows = await queries.select().from(goldenParts).where(eq(goldenParts.station, station));
  return rows.map(toGoldenPart).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The newest one, where it is open or failed. A passed one is over: its log stays as it was. */
async function waitingOne(queries: Queries, station: string, sent: Date): Promise<Row | null> {
  const [row] = await queries
    .select()
    .from(challenges)
    .where(and(eq(challenges.station, station), lte(challenges.openedAt, sent)))
    .orderBy(desc(challenges.openedAt), desc(challenges.id))
    .limit(1)
    .for('update');
  return row?.state === 'open' || row?.state === 'failed' ? row : null;
}

async function newest(
  queries: Queries,
  station: string,
  states: Challenge['state'][],
): Promise<Challenge | null> {
  const [row] = await queries
    .select()
    .from(challenges)
    .where(and(eq(challenges.station, station), inArray(challenges.state, states)))
    .orderBy(desc(challenges.endedAt), desc(challenges.openedAt))
    .limit(1);
  return row === undefined ? null : toChallenge(row);
}

/** A failed one with showings still missing, as after a switch of the model, stays failed. */
function endOf(row: Row, showings: Row['showings'], { inspectedAt }: Inspection) {
  const { state } = outcomeOf(row.goldenParts, showings);
  if (state === 'open') return {};
  return { state, endedAt: new Date(inspectedAt) };
}

function toChallenge(row: Row): Challenge {
  return {
    id: row.id,
    stationId: row.station,
    reason: row.reason,
    by: row.openedBy,
    openedAt: iso(row.openedAt),
    state: row.state,
    modelId: row.model,
    showings: row.showings,
    missing: outcomeOf(row.goldenParts, row.showings).missing,
    endedAt: iso(row.endedAt),
  };
}

function nothingToShow(station: string): never {
  throw new TouchstoneError(
    'golden-part-not-found',
    `station ${station} has no golden part to show; PUT /v1/stations/${station}/golden-parts/<id> makes one`,
  );
}
