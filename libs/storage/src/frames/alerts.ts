import { type ChangeFacts, writeAudit } from '../people/audit.js';
import { type Alert, linksOfFrame, type OpenAlerts, type Page, TouchstoneError } from '#contracts';
import { and, asc, count, eq, gte, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { all, pageAfter, seenBy, toPage } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import { iso } from './stored-image.js';
import { defectLooks } from '../database/analysis-tables.js';
import { alerts } from '../database/tables.js';

export interface AlertListQuery {
  station?: string | undefined;
  /** The stations that who asks may see; null is all of them. */
  stations?: readonly string[] | null;
  acknowledged?: boolean | undefined;
  family?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** The table of alerts; an alert's id is its frame's. `Inspections.record` writes the rows. */
export class Alerts {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<Alert | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(alerts).where(eq(alerts.id, id)),
    );
    return row === undefined ? null : toAlert(row);
  }

  /** Throws `alert-not-found`. */
  async get(id: string): Promise<Alert> {
    const alert = await this.find(id);
    if (alert === null) throw new TouchstoneError('alert-not-found', `there is no alert ${id}`);
    return alert;
  }

  /** Lists a page of the alerts that the query asks for, newest first. */
  async list(query: AlertListQuery): Promise<Page<Alert>> {
    const page = pageAfter(alerts.raisedAt, alerts.id, query.cursor);
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(alerts)
        .where(
          all(
            page.where,
            query.station === undefined ? undefined : eq(alerts.station, query.station),
            seenBy(alerts.station, query.stations),
            acknowledgedIs(query.acknowledged),
            query.family === undefined ? undefined : ofFamily(query.family),
            query.from === undefined ? undefined : gte(alerts.raisedAt, new Date(query.from)),
            query.until === undefined ? undefined : lte(alerts.raisedAt, new Date(query.until)),
          ),
        )
        .orderBy(...page.order)
        .limit(query.limit + 1),
    );
    return toPage(rows, query.limit, (row) => ({ time: row.raisedAt, id: row.id }), toAlert);
  }

  /** Counts the alerts that wait for an acknowledgement, by station. */
  async open(seen: readonly string[] | null = null): Promise<OpenAlerts> {
    const stations = await this.database.ask((queries) =>
      queries
        .select({ stationId: alerts.station, open: count() })
        .from(alerts)
        .where(all(seenBy(alerts.station, seen), isNull(alerts.acknowledgedAt)))
        .groupBy(alerts.station)
        .orderBy(asc(alerts.station)),
    );
    return { open: stations.reduce((sum, { open }) => sum + open, 0), stations };
  }

  /**
   * Acknowledges an alert. The first acknowledgement stands; a second one changes nothing. The reason, where there is
   * one, stands in the audit trail. Throws `alert-not-found`.
   */
  async acknowledge(id: string, { auditId, by, at }: ChangeFacts, reason?: string): Promise<Alert> {
    await this.database.change(async (queries) => {
      const [row] = await queries
        .update(alerts)
        .set({ acknowledgedAt: at, acknowledgedBy: by })
        .where(and(eq(alerts.id, id), isNull(alerts.acknowledgedAt)))
        .returning({ station: alerts.station });
      const action = 'alert-acknowledged';
      if (row !== undefined)
        await writeAudit(queries, {
          id: auditId,
          station: row.station,
          at,
          by,
          action,
          subject: id,
          ...(reason !== undefined && { detail: { reason } }),
        });
    });
    return this.get(id);
  }

  async markDelivered(id: string): Promise<void> {
    await this.setDelivery(id, 'delivered', null);
  }

  /** Marks the delivery as failed for good: no further try follows. */
  async markDeliveryFailed(id: string, reason: string): Promise<void> {
    await this.setDelivery(id, 'failed', reason);
  }

  private async setDelivery(
    id: string,
    delivery: 'delivered' | 'failed',
    deliveryFailure: string | null,
  ): Promise<void> {
    await this.database.ask((queries) =>
      queries.update(alerts).set({ delivery, deliveryFailure }).where(eq(alerts.id, id)),
    );
  }
}

function ofFamily(family: string) {
  return sql`EXISTS (SELECT 1 FROM ${defectLooks} WHERE frame_id = ${alerts.id} AND family = ${family}::uuid)`;
}

function acknowledgedIs(wanted: boolean | undefined) {
  if (wanted === undefined) return undefined;
  return wanted ? isNotNull(alerts.acknowledgedAt) : isNull(alerts.acknowledgedAt);
}

export function toAlert(row: typeof alerts.$inferSelect): Alert {
  return {
    id: row.id,
    stationId: row.station,
    frameId: row.id,
    verdict: row.verdict,
    imageScore: row.imageScore,
    displayScore: row.displayScore,
    partId: row.partId,
    raisedAt: iso(row.raisedAt),
    acknowledgedAt: iso(row.acknowledgedAt),
    acknowledgedBy: row.acknowledgedBy,
    delivery: row.delivery,
    links: linksOfFrame(row.id),
  };
}
