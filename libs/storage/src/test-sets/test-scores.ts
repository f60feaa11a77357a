import type { CameraFault, KnownPart, PixelJudging } from '#contracts';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { all } from '../database/cursor.js';
import type { Database } from '../database/database.js';
import { bytesOf, floatsOf } from '../database/float-bytes.js';
import { testJudgings, testPictures, testScores } from '../database/test-set-tables.js';

/** A model's score of one test picture, and what people know of it. */
export interface TestScore {
  pictureId: string;
  known: KnownPart;
  kind: string | null;
  partId: string | null;
  fileName: string | null;
  /** The image score without the defect memory. */
  imageScore: number;
  /** The fault for which the station would call the frame invalid. */
  cameraFault: CameraFault | null;
}

/** The anomaly map of a test picture: patch scores, row-major. */
export interface TestMap {
  map: Float32Array;
  rows: number;
  columns: number;
}

export interface NewTestScore extends TestMap {
  pictureId: string;
  imageScore: number;
  cameraFault: CameraFault | null;
}

export interface TestJudging {
  judgedAt: Date;
  seconds: number;
  scored: number;
  pixels: PixelJudging | null;
  unreadable: { pictureId: string; detail: string }[];
}

/** The tables of what models said of test pictures: the newest of each model and picture. */
export class TestScores {
  constructor(private readonly database: Database) {}

  /** Keeps scores of a model; those of pictures that were deleted meanwhile are dropped. */
  async put(model: string, scores: readonly NewTestScore[], scoredAt: Date): Promise<void> {
    if (scores.length === 0) return;
    await this.database.change(async (queries) => {
      const ids = scores.map(({ pictureId }) => pictureId);
      const there = await queries
        .select({ id: testPictures.id })
        .from(testPictures)
        .where(inArray(testPictures.id, ids))
        .for('share');
      const kept = new Set(there.map(({ id }) => id));
      const rows = scores.filter(({ pictureId }) => kept.has(pictureId));
      if (rows.length === 0) return;
      await queries
        .insert(testScores)
        .values(rows.map((score) => rowOf(model, score, scoredAt)))
        .onConflictDoUpdate({ target: [testScores.model, testScores.picture], set: newest });
    });
  }

  /** Lists the scores of a model, in the order in which the pictures were added. */
  async of(model: string): Promise<TestScore[]> {
    return this.database.ask((queries) =>
      queries
        .select(shown)
        .from(testScores)
        .innerJoin(testPictures, eq(testPictures.id, testScores.picture))
        .where(eq(testScores.model, model))
        .orderBy(asc(testPictures.addedAt), asc(testPictures.id)),
    );
  }

  /** Returns a model's image scores of these pictures, by the picture's id. */
  async ofPictures(model: string, pictures: readonly string[]): Promise<Map<string, number>> {
    if (pictures.length === 0) return new Map();
    const rows = await this.database.ask((queries) =>
      queries
        .select({ picture: testScores.picture, imageScore: testScores.imageScore })
        .from(testScores)
        .where(and(eq(testScores.model, model), inArray(testScores.picture, [...pictures]))),
    );
    return new Map(rows.map(({ picture, imageScore }) => [picture, imageScore]));
  }

  /** Returns the anomaly maps of these pictures, by the picture's id. */
  async maps(model: string, pictures: readonly string[]): Promise<Map<string, TestMap>> {
    if (pictures.length === 0) return new Map();
    const { picture, map, gridRows, gridColumns } = testScores;
    const rows = await this.database.ask((queries) =>
      queries
        .select({ picture, map, rows: gridRows, columns: gridColumns })
        .from(testScores)
        .where(all(eq(testScores.model, model), inArray(picture, [...pictures]))),
    );
    return new Map(
      rows.map((row) => [
        row.picture,
        { map: floatsOf(row.map), rows: row.rows, columns: row.columns },
      ]),
    );
  }

  /** Keeps what the last judging of a model came to. */
  async judged(model: string, judging: TestJudging): Promise<void> {
    const row = { model, ...judging };
    await this.database.ask((queries) =>
      queries
        .insert(testJudgings)
        .values(row)
        .onConflictDoUpdate({ target: testJudgings.model, set: row }),
    );
  }

  /** Returns the last judging of a model; null where there was none. */
  async judging(model: string): Promise<TestJudging | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(testJudgings).where(eq(testJudgings.model, model)),
    );
    return row ?? null;
  }
}

const shown = {
  pictureId: testScores.picture,
  known: testPictures.known,
  kind: testPictures.kind,
  partId: testPictures.partId,
  fileName: testPictures.fileName,
  imageScore: testScores.imageScore,
  cameraFault: testScores.cameraFault,
};

const newest = {
  imageScore: sql`excluded.image_score`,
  cameraFault: sql`excluded.camera_fault`,
  gridRows: sql`excluded.grid_rows`,
  gridColumns: sql`excluded.grid_columns`,
  map: sql`excluded.map`,
  scoredAt: sql`excluded.scored_at`,
};

function rowOf(model: string, score: NewTestScore, scoredAt: Date) {
  const { pictureId: picture, imageScore, cameraFault, rows, columns, map } = score;
  const grid = { gridRows: rows, gridColumns: columns };
  return { model, picture, imageScore, cameraFault, ...grid, map: bytesOf(map), scoredAt };
}
