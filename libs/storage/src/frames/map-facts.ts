import type { Verdict } from '#contracts';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { reviews } from '../database/loop-tables.js';
import { inspections } from '../database/tables.js';

/** The facts of a frame that a map shows. */
export interface FrameFacts {
  verdict: Verdict;
  inspectedAt: Date;
  /** The name of the defect that a person gave, or their answer; null where nobody did. */
  label: string | null;
}

/** Ids in one statement; PostgreSQL takes 65,535 values. */
const portion = 10_000;

/** Verdicts and labels of many frames at once. */
export class MapFacts {
  constructor(private readonly database: Database) {}

  /** Returns the facts by frame; those that are gone are missing. */
  async of(frameIds: readonly string[]): Promise<Map<string, FrameFacts>> {
    const facts = new Map<string, FrameFacts>();
    for (let from = 0; from < frameIds.length; from += portion)
      for (const { frameId, verdict, inspectedAt, name, answer } of await this.portion(
        frameIds.slice(from, from + portion),
      ))
        facts.set(frameId, { verdict, inspectedAt, label: name ?? answer });
    return facts;
  }

  private portion(ids: string[]) {
    return this.database.ask((queries) =>
      queries
        .select({
          frameId: inspections.frameId,
          verdict: inspections.verdict,
          inspectedAt: inspections.inspectedAt,
          name: reviews.name,
          answer: reviews.answer,
        })
        .from(inspections)
        .leftJoin(reviews, and(eq(reviews.frameId, inspections.frameId), isNull(reviews.undoneAt)))
        .where(inArray(inspections.frameId, ids)),
    );
  }
}
