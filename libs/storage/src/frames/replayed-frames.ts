import { type Inspection, inspection as inspectionShape, type Review } from '#contracts';
import { and, count, desc, eq, isNull, lte, ne, sql } from 'drizzle-orm';
import type { Database, Queries } from '../database/database.js';
import { embeddings, reviews } from '../database/loop-tables.js';
import { frames, inspections } from '../database/tables.js';

/** The place of a frame's kept patch embeddings, their shape and the hash of what they were made with. */
export interface KeptPatches {
  blob: string;
  /** Hash of the view and the backbone. */
  madeWith: string;
  rows: number;
  columns: number;
  dimensions: number;
}

/** An inspected frame as a rehearsal needs it. */
export interface ReplayedFrame {
  inspection: Inspection;
  /** Blob of its bytes. */
  image: string;
  /** The frame's kept patch embeddings; null where none are kept. */
  kept: KeptPatches | null;
}

export interface ReviewedFrame extends ReplayedFrame {
  /** The newest answer that people gave on the frame. */
  answer: Review['answer'];
}

/** The number of rows that are read at once. */
const portion = 500;

/** A station's inspections with what is kept of their frames, in the order and number that a rehearsal wants. */
export class ReplayedFrames {
  constructor(private readonly database: Database) {}

  /** Reads the newest frames at or before `until`, newest first, in portions. */
  async *newest(station: string, until: Date, limit: number): AsyncGenerator<ReplayedFrame[]> {
    let place = sql`true`;
    for (let left = limit; left > 0;) {
      const size = Math.min(left, portion);
      const rows = await this.portion(station, until, place, size);
      if (rows.length > 0) yield rows;
      if (rows.length < size) return;
      left -= rows.length;
      const { inspectedAt, frameId } = rows.at(-1)!.inspection;
      place = sql`(${inspections.inspectedAt}, ${inspections.frameId}) < (${inspectedAt}::timestamptz, ${frameId}::uuid)`;
    }
  }

  /** Counts the frames that `newest` gives. */
  async count(station: string, until: Date, limit: number): Promise<number> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ count: count() })
        .from(inspections)
        .where(and(eq(inspections.station, station), lte(inspections.inspectedAt, until))),
    );
    return Math.min(row?.count ?? 0, limit);
  }

  /** Lists every frame that people answered ok or defect, by the newest answer that was not undone. */
  async reviewed(station: string, until: Date): Promise<ReviewedFrame[]> {
    const rows = await this.database.ask((queries) => {
      const answered = newestAnswers(queries, station, until);
      return queries
        .select({ ...columns, answer: answered.answer })
        .from(answered)
        .innerJoin(inspections, eq(inspections.frameId, answered.frameId))
        .innerJoin(frames, eq(frames.id, inspections.frameId))
        .leftJoin(embeddings, eq(embeddings.frameId, inspections.frameId))
        .orderBy(desc(inspections.inspectedAt), desc(inspections.frameId));
    });
    return rows.map((row) => ({ ...toReplayed(row), answer: row.answer }));
  }

  private async portion(
    station: string,
    until: Date,
    place: ReturnType<typeof sql>,
    limit: number,
  ): Promise<ReplayedFrame[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select(columns)
        .from(inspections)
        .innerJoin(frames, eq(frames.id, inspections.frameId))
        .leftJoin(embeddings, eq(embeddings.frameId, inspections.frameId))
        .where(and(eq(inspections.station, station), lte(inspections.inspectedAt, until), place))
        .orderBy(desc(inspections.inspectedAt), desc(inspections.frameId))
        .limit(limit),
    );
    return rows.map(toReplayed);
  }
}

const columns = {
  document: inspections.document,
  image: frames.blob,
  blob: embeddings.blob,
  madeWith: embeddings.backbone,
  rows: embeddings.rows,
  columns: embeddings.columns,
  dimensions: embeddings.dimensions,
};

function newestAnswers(queries: Queries, station: string, until: Date) {
  return queries
    .selectDistinctOn([reviews.frameId], { frameId: reviews.frameId, answer: reviews.answer })
    .from(reviews)
    .where(
      and(
        eq(reviews.station, station),
        isNull(reviews.undoneAt),
        ne(reviews.answer, 'unsure'),
        lte(reviews.answeredAt, until),
      ),
    )
    .orderBy(reviews.frameId, desc(reviews.answeredAt))
    .as('answered');
}

function toReplayed(row: {
  document: Inspection;
  image: string;
  blob: string | null;
  madeWith: string | null;
  rows: number | null;
  columns: number | null;
  dimensions: number | null;
}): ReplayedFrame {
  const { document, image, blob, madeWith, rows, columns, dimensions } = row;
  const kept =
    blob === null
      ? null
      : { blob, madeWith: madeWith!, rows: rows!, columns: columns!, dimensions: dimensions! };
  return { inspection: inspectionShape.parse(document), image, kept };
}
