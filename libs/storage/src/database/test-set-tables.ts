import type {
  CameraFault,
  KnownPart,
  PixelJudging,
  RegionOfInterest,
  SmallestDefect,
} from '#contracts';
import {
  customType,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { storedImage } from './tables.js';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The tables of test sets, as queries see them; migration 14 makes them. */
export const testPictures = pgTable('test_pictures', {
  ...storedImage,
  known: text('known').$type<KnownPart>().notNull(),
  kind: text('kind'),
  region: jsonb('region').$type<RegionOfInterest>(),
  /** The key in `Blobs` of its mask. */
  maskBlob: text('mask_blob'),
  fileName: text('file_name'),
  sourceFrame: uuid('source_frame'),
  addedBy: text('added_by').notNull(),
  addedAt: time('added_at').notNull(),
});

/** What a model measured of a test picture. The verdict is not kept: it is the score against the model's limits. */
export const testScores = pgTable(
  'test_scores',
  {
    model: uuid('model').notNull(),
    picture: uuid('picture').notNull(),
    /** The image score without the defect memory, which may remember the very picture. */
    imageScore: doublePrecision('image_score').notNull(),
    /** The fault for which the station would call the frame invalid; null for none. */
    cameraFault: jsonb('camera_fault').$type<CameraFault>(),
    gridRows: integer('grid_rows').notNull(),
    gridColumns: integer('grid_columns').notNull(),
    /** The patch scores, rows * columns little-endian float32, row-major. */
    map: bytea('map').notNull(),
    scoredAt: time('scored_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.model, table.picture] })],
);

/** The last judging of each model on its station's test set. */
export const testJudgings = pgTable('test_judgings', {
  model: uuid('model').primaryKey(),
  judgedAt: time('judged_at').notNull(),
  seconds: doublePrecision('seconds').notNull(),
  /** The pictures that were scored in it; those that the model had judged before were not scored again. */
  scored: integer('scored').notNull(),
  pixels: jsonb('pixels').$type<PixelJudging>(),
  /** The ids of pictures that could not be read, each with the reason. */
  unreadable: jsonb('unreadable').$type<{ pictureId: string; detail: string }[]>().notNull(),
});

/** Which pasted marks each model finds; migration 20 makes it. */
export const smallestDefects = pgTable('smallest_defects', {
  model: uuid('model').primaryKey(),
  document: jsonb('document').$type<SmallestDefect>().notNull(),
});
