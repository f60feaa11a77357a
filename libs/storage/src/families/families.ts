import {
  membersShown,
  type FamilyRow,
  nameOf,
  familyOf,
  incidentOf,
  byHour,
} from './family-shapes.js';
import {
  type RecognisedDefect,
  type Families as FamilyList,
  type FamilyDetail,
  type FamilyName,
  type Incident,
  TouchstoneError,
} from '#contracts';
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { defectLooks, families } from '../database/analysis-tables.js';
import { writeAudit } from '../people/audit.js';
import { all } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import { type FamilyAlert,incidentRuns } from './incidents.js'; // prettier-ignore
import { reviews } from '../database/loop-tables.js';
import type { Period } from '../periods/period-figures.js';
import { iso } from '../frames/stored-image.js';
/** The number of alerts of a window of time that are read at most, counted from the newest on. */
const mostAlerts = 50_000;

/** Families and incidents as people read them. */
export class Families {
  constructor(private readonly database: Database) {}

  /** Lists the families with members or a name, the most recently seen first. */
  async list(station: string): Promise<FamilyList> {
    const [rows, members, labels] = await Promise.all([
      this.rows(station),
      this.alerts(station, {}),
      this.labels(station),
    ]);
    const items = rows
      .map((row) =>
        familyOf(
          row,
          members.filter(({ family }) => family === row.id),
          labels,
        ),
      ) // prettier-ignore
      .filter(({ alerts, nameFrom }) => alerts > 0 || nameFrom === 'person')
      .sort((a, b) => ((a.lastSeen ?? '') > (b.lastSeen ?? '') ? -1 : 1));
    return { stationId: station, loose: await this.loose(station), items };
  }

  /** Throws `family-not-found`. */
  async get(station: string, id: string): Promise<FamilyDetail> {
    const row = (await this.rows(station)).find((one) => one.id === id);
    if (row === undefined)
      throw new TouchstoneError('family-not-found', `station ${station} has no family ${id}`);
    const members = await this.alerts(station, { family: id });
    const labels = await this.labels(station);
    return {
      ...familyOf(row, members, labels),
      members: members
        .slice(0, membersShown)
        .map(({ frameId, partId, seenAt, distance }) => ({ frameId, partId, seenAt: iso(seenAt), distance })), // prettier-ignore
      byHour: byHour(members),
    };
  }

  /** Runs of alerts since then, the one that ended last first. */
  async incidents(
    station: string,
    { since, gapMs, now }: { since: Date; gapMs: number; now: Date },
  ): Promise<Incident[]> {
    const [rows, alerts, labels] = await Promise.all([
      this.rows(station),
      this.alerts(station, { since }),
      this.labels(station),
    ]);
    const named = new Map(rows.map((row) => [row.id, nameOf(row, labels)]));
    return incidentRuns(alerts, gapMs).flatMap((run) => {
      const family = named.get(run.family);
      return family === undefined ? [] : [incidentOf(station, family, run, gapMs, now)];
    });
  }

  /** Lists the stations whose alerts were put into families since then. */
  async stationsSince(since: Date): Promise<string[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .selectDistinct({ station: defectLooks.station })
        .from(defectLooks)
        .where(and(isNotNull(defectLooks.family), gte(defectLooks.seenAt, since))),
    );
    return rows.map(({ station }) => station).sort();
  }

  /** Gives a family its name, or takes it away; with an audit entry. Throws `family-not-found`. */
  async rename(
    station: string,
    id: string,
    change: { name: string | null; by: string; at: Date; auditId: string },
  ): Promise<FamilyDetail> {
    const { name, by, at, auditId } = change;
    const before = await this.get(station, id);
    await this.database.change(async (queries) => {
      await queries.update(families).set({ name }).where(eq(families.id, id));
      await writeAudit(queries, {
        id: auditId,
        station,
        at,
        by,
        action: 'family-named',
        subject: id,
        detail: { name, before: before.nameFrom === 'person' ? before.name : null },
      });
    });
    return this.get(station, id);
  }

  /**
   * Returns the families and suggested names of these frames' defects, by frame id; frames that were not looked at are
   * missing.
   */
  async looksOf(frameIds: readonly string[]): Promise<Map<string, RecognisedDefect>> {
    if (frameIds.length === 0) return new Map();
    const rows = await this.database.ask((queries) =>
      queries
        .select({ look: defectLooks, family: families })
        .from(defectLooks)
        .leftJoin(families, eq(families.id, defectLooks.family))
        .where(inArray(defectLooks.frameId, [...frameIds])),
    );
    const labels = new Map<string, ReadonlyMap<string, string>>();
    for (const { look } of rows)
      if (!labels.has(look.station)) labels.set(look.station, await this.labels(look.station));
    return new Map(
      rows.map(({ look, family }) => [
        look.frameId,
        {
          family: family === null ? null : nameOf(family, labels.get(look.station)!),
          suggestion: look.suggestion,
        },
      ]),
    );
  }

  /** Counts the alerts of a period by family, the most first; null is those in none. */
  async countsOf(period: Period): Promise<{ family: FamilyName | null; alerts: number }[]> {
    const { station, from, until } = period;
    const rows = await this.database.ask((queries) =>
      queries
        .select({ family: families, alerts: sql<number>`count(*)::int` })
        .from(defectLooks)
        .leftJoin(families, eq(families.id, defectLooks.family))
        .where(
          and(
            eq(defectLooks.station, station),
            eq(defectLooks.alerted, true),
            gte(defectLooks.seenAt, from),
            lt(defectLooks.seenAt, until),
          ),
        ) // prettier-ignore
        .groupBy(families.id)
        .orderBy(desc(sql`count(*)`)),
    );
    const labels = await this.labels(station);
    return rows.map(({ family, alerts }) => ({ family: family && nameOf(family, labels), alerts }));
  }

  private rows(station: string): Promise<FamilyRow[]> {
    return this.database.ask((queries) =>
      queries
        .select()
        .from(families)
        .where(eq(families.station, station))
        .orderBy(asc(families.number)),
    );
  }

  /** Lists the alerts of a family, or of all families, newest first. */
  private async alerts(
    station: string,
    { family, since }: { family?: string; since?: Date },
  ): Promise<FamilyAlert[]> {
    const { frameId, partId, seenAt, distance } = defectLooks;
    const rows = await this.database.ask((queries) =>
      queries
        .select({ frameId, partId, seenAt, distance, family: defectLooks.family })
        .from(defectLooks)
        .where(
          all(
            eq(defectLooks.station, station),
            family === undefined ? isNotNull(defectLooks.family) : eq(defectLooks.family, family),
            since && gte(seenAt, since),
          ),
        )
        .orderBy(desc(seenAt), desc(frameId))
        .limit(mostAlerts),
    );
    return rows.map((row) => ({ ...row, family: row.family! }));
  }

  private async loose(station: string): Promise<number> {
    const [row] = await this.database.ask(
      (queries) =>
      queries
        .select({ count: sql<number>`count(*)::int` })
        .from(defectLooks)
        .where(and(eq(defectLooks.station, station), eq(defectLooks.alerted, true), isNull(defectLooks.family))), // prettier-ignore
    );
    return row?.count ?? 0;
  }

  /** The name that most of a family's named defects have, where more than half of them agree and at least two are. */
  private async labels(station: string): Promise<Map<string, string>> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({
          family: defectLooks.family,
          name: reviews.name,
          count: sql<number>`count(*)::int`,
        }) // prettier-ignore
        .from(defectLooks)
        .innerJoin(reviews, and(eq(reviews.frameId, defectLooks.frameId), isNull(reviews.undoneAt)))
        .where(
          and(
            eq(defectLooks.station, station),
            isNotNull(defectLooks.family),
            isNotNull(reviews.name),
          ),
        )
        .groupBy(defectLooks.family, reviews.name),
    );
    const totals = new Map<string, number>();
    for (const { family, count } of rows) totals.set(family!, (totals.get(family!) ?? 0) + count);
    return new Map(
      rows
        .filter(({ family, count }) => count >= 2 && 2 * count > totals.get(family!)!)
        .map(({ family, name }) => [family!, name!]),
    );
  }
}
