import type { DefectNaming, NameSuggestion } from '#contracts';
import {
  boolean,
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

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The tables of what embeddings are used for, as queries see them; migration 3 makes them. */
export const families = pgTable('families', {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  /** The number of the family, `look 3`; given once, in the order in which families were found. */
  number: integer('number').notNull(),
  /** The name that a person gave it. */
  name: text('name'),
  /** Hash of the view and the backbone. */
  madeWith: text('made_with').notNull(),
  /** Mean of its members' unit vectors, little-endian float32. */
  centre: bytea('centre').notNull(),
  reach: doublePrecision('reach').notNull(),
  begunAt: time('begun_at').notNull(),
});

export const defectLooks = pgTable('defect_looks', {
  frameId: uuid('frame_id').primaryKey(),
  station: text('station').notNull(),
  seenAt: time('seen_at').notNull(),
  partId: text('part_id'),
  /** Tells whether it raised an alert; false where a person called it a defect. Only alerts are in families. */
  alerted: boolean('alerted').notNull(),
  madeWith: text('made_with').notNull(),
  /** The defect embedding, a unit vector, little-endian float32; null where it could not be made. */
  vector: bytea('vector'),
  family: uuid('family'),
  /** The distance from the family's centre. */
  distance: doublePrecision('distance'),
  suggestion: jsonb('suggestion').$type<NameSuggestion>(),
});

/** Looks of named defects in other spaces than the one of `defectLooks`: names outlive a change of head. */
export const looksAgain = pgTable(
  'looks_again',
  {
    frameId: uuid('frame_id').notNull(),
    madeWith: text('made_with').notNull(),
    /** The defect embedding, as in `defectLooks`. */
    vector: bytea('vector').notNull(),
  },
  (table) => [primaryKey({ columns: [table.frameId, table.madeWith] })],
);

/**
 * The mean and the deviation that defect embeddings of one backbone and view are standardised by: the same for all of
 * them, so that they compare.
 */
export const lookSpaces = pgTable('look_spaces', {
  station: text('station').notNull(),
  madeWith: text('made_with').notNull(),
  mean: bytea('mean').notNull(),
  deviation: bytea('deviation').notNull(),
  /** The number of alerts since they were grouped last; `grouped` is how many were grouped then. */
  arrived: integer('arrived').notNull().default(0),
  grouped: integer('grouped').notNull().default(0),
  /** A family's number is never given twice. */
  nextNumber: integer('next_number').notNull().default(1),
});

export const defectNames = pgTable('defect_names', {
  station: text('station').primaryKey(),
  madeWith: text('made_with'),
  /** A short text of the answers that the names were learned from: others mean learning again. */
  labels: text('labels').notNull(),
  trainedAt: time('trained_at').notNull(),
  naming: jsonb('naming').$type<DefectNaming>().notNull(),
  /** The stored classifier; null where there is nothing to tell apart. */
  classifier: jsonb('classifier').$type<Record<string, unknown>>(),
});

export const duplicateStates = pgTable('duplicate_states', {
  station: text('station').primaryKey(),
  cursorAt: time('cursor_at').notNull(),
  cursorId: uuid('cursor_id').notNull(),
});

export const duplicateFrames = pgTable('duplicate_frames', {
  frameId: uuid('frame_id').primaryKey(),
  station: text('station').notNull(),
  /** The first frame that shows the same thing. */
  first: uuid('first').notNull(),
  distance: doublePrecision('distance').notNull(),
  seenAt: time('seen_at').notNull(),
});
