import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { defectLooks, lookSpaces } from '../database/analysis-tables.js';
import type { Database } from '../database/database.js';
import { bytesOf, floatsOf } from '../database/float-bytes.js';
import { inSpace, type FamilyStep, stepOf } from './family-step.js';
import { type LookSpan, type PendingDefect, pendingLooks } from './pending-defects.js';

/** Mean and deviation that defect embeddings are standardised by, `[d]` each. */
export interface EmbeddingSpace {
  mean: Float32Array;
  deviation: Float32Array;
}

/** Defect embeddings and their families, as they are written; they outlive the kept embeddings that they are made from. */
export class DefectEmbeddings {
  constructor(private readonly database: Database) {}

  /** Lists the defects whose embedding was not taken yet, oldest first: alerts, and what people called a defect. */
  pending(station: string, span: LookSpan, limit: number): Promise<PendingDefect[]> {
    return this.database.ask((queries) => pendingLooks(queries, station, span, limit));
  }

  async space(station: string, madeWith: string): Promise<EmbeddingSpace | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(lookSpaces).where(inSpace(station, madeWith)),
    );
    return row === undefined
      ? null
      : { mean: floatsOf(row.mean), deviation: floatsOf(row.deviation) };
  }

  /** Opens a space of defect embeddings and returns the one that stands: the first. */
  async openSpace(
    station: string,
    madeWith: string,
    space: EmbeddingSpace,
  ): Promise<EmbeddingSpace> {
    const { mean, deviation } = space;
    await this.database.ask((queries) =>
      queries
        .insert(lookSpaces)
        .values({ station, madeWith, mean: bytesOf(mean), deviation: bytesOf(deviation) })
        .onConflictDoNothing(),
    );
    return (await this.space(station, madeWith)) ?? space;
  }

  /** Returns the space of the newest defect embedding; null where the station has none. */
  async newestSpace(station: string): Promise<string | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ madeWith: defectLooks.madeWith })
        .from(defectLooks)
        .where(and(eq(defectLooks.station, station), isNotNull(defectLooks.vector)))
        .orderBy(desc(defectLooks.seenAt))
        .limit(1),
    );
    return row?.madeWith ?? null;
  }

  /**
   * Lends a station's looks for one step, in one transaction; a step that another calibrator has in hand is left to it:
   * null then.
   */
  async change<T>(station: string, work: (step: FamilyStep) => Promise<T>): Promise<T | null> {
    return this.database.change(async (queries) => {
      const locked = await queries.execute<{ mine: boolean }>(
        sql`SELECT pg_try_advisory_xact_lock(hashtext('looks'), hashtext(${station})) AS mine`,
      );
      return locked.rows[0]?.mine === true ? work(stepOf(queries, station)) : null;
    });
  }
}
