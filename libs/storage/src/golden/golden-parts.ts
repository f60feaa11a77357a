import { type GoldenPart, type GoldenPartRequest, TouchstoneError } from '#contracts';
import { and, asc, eq } from 'drizzle-orm';
import { writeAudit } from '../people/audit.js';
import type { Database } from '../database/database.js';
import { goldenParts } from '../database/loop-tables.js';
import { codeOf } from '../database/records-trouble.js';
import { iso } from '../frames/stored-image.js';

/** The table of golden parts: known good and known bad ones that are shown on purpose. */
export class GoldenParts {
  constructor(private readonly database: Database) {}

  /** Makes it or replaces it, with its audit entry. Throws `station-not-found`. */
  async put(
    station: string,
    id: string,
    asked: GoldenPartRequest,
    { at, auditId }: { at: Date; auditId: string },
  ): Promise<GoldenPart> {
    const { title, verdict, lowest, highest, by } = asked;
    const values = { title, verdict, lowest, highest, addedBy: by, addedAt: at };
    try {
      return await this.database.change(async (queries) => {
        const [row] = await queries
          .insert(goldenParts)
          .values({ station, id, ...values })
          .onConflictDoUpdate({ target: [goldenParts.station, goldenParts.id], set: values })
          .returning();
        const detail = { verdict, lowest, highest, title };
        await writeAudit(queries, {
          id: auditId,
          station,
          at,
          by,
          detail,
          action: 'golden-part-set',
          subject: id,
        });
        return toGoldenPart(row!);
      });
    } catch (error) {
      if (codeOf(error) !== '23503') throw error;
      throw new TouchstoneError('station-not-found', `there is no station ${station}`, {
        cause: error,
      });
    }
  }

  async list(station: string): Promise<GoldenPart[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(goldenParts)
        .where(eq(goldenParts.station, station))
        .orderBy(asc(goldenParts.id)),
    );
    return rows.map(toGoldenPart);
  }

  /** Throws `golden-part-not-found`. */
  async get(station: string, id: string): Promise<GoldenPart> {
    const found = (await this.list(station)).find((part) => part.id === id);
    return found ?? partGone(station, id);
  }

  /**
   * Deletes the golden part, with an audit entry; what was shown of it stays in the log. Throws
   * `golden-part-not-found`.
   */
  async delete(
    station: string,
    id: string,
    { by, at, auditId }: { by: string; at: Date; auditId: string },
  ): Promise<void> {
    await this.database.change(async (queries) => {
      const gone = await queries
        .delete(goldenParts)
        .where(and(eq(goldenParts.station, station), eq(goldenParts.id, id)));
      if ((gone.rowCount ?? 0) === 0) partGone(station, id);
      await writeAudit(queries, {
        id: auditId,
        station,
        at,
        by,
        action: 'golden-part-removed',
        subject: id,
      });
    });
  }
}

export function toGoldenPart(row: typeof goldenParts.$inferSelect): GoldenPart {
  const { station, addedAt, ...part } = row;
  return { ...part, stationId: station, addedAt: iso(addedAt) };
}

function partGone(station: string, id: string): never {
  throw new TouchstoneError(
    'golden-part-not-found',
    `station ${station} has no golden part ${id}; PUT /v1/stations/${station}/golden-parts/${id} makes it`,
  );
}
