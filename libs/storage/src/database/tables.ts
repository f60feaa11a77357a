import type {
  DecidedBy,
  FrameState,
  Inspection,
  JobLane,
  JobProgress,
  JobState,
  LimitsByHand,
  LongJob,
  ModelManifest,
  NormalState,
  SetAside,
  StationSettings,
  Verdict,
} from '#contracts';
import {
  boolean,
  customType,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The tables as queries see them; `migrations/` is what makes them, with keys and indices. */
export const stations = pgTable('stations', {
  id: text('id').primaryKey(),
  settings: jsonb('settings').$type<StationSettings>().notNull(),
  activeModel: uuid('active_model'),
  /** The number of changes of the station's defect memory, so that workers know when to read it again. */
  memoryVersion: integer('memory_version').notNull().default(0),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});

/** Columns that frames and normals share: one stored image and what the camera said of it. */
export const storedImage = {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  partId: text('part_id'),
  lot: text('lot'),
  capturedAt: time('captured_at'),
  bytes: integer('bytes').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  mediaType: text('media_type').notNull(),
  sha256: text('sha256').notNull(),
  blob: text('blob').notNull(),
};

export const frames = pgTable('frames', {
  ...storedImage,
  state: text('state').$type<FrameState>().notNull(),
  acceptedAt: time('accepted_at').notNull(),
  failure: jsonb('failure').$type<{ code: string; detail: string; attempts: number }>(),
  goldenPart: text('golden_part'),
  /** Since when its blob is gone, or about to go; null while the picture is there. */
  pictureDeletedAt: time('picture_deleted_at'),
  /** The time, by the clock of PostgreSQL, by which its verdict is wanted; null without a deadline. */
  deadlineAt: time('deadline_at'),
  /** Who said the verdict that holds, of a frame with a deadline: written once, whoever comes first. */
  answeredBy: text('answered_by').$type<DecidedBy>(),
  answer: text('answer').$type<Verdict>(),
  answeredAt: time('answered_at'),
});

export const normals = pgTable('normals', {
  ...storedImage,
  addedAt: time('added_at').notNull(),
  state: text('state').$type<NormalState>().notNull().default('in'),
  findings: jsonb('findings').$type<SetAside[]>().notNull().default([]),
  setAsideAt: time('set_aside_at'),
  decidedBy: text('decided_by'),
  decidedAt: time('decided_at'),
  decisionNote: text('decision_note'),
  /** What a person said of how often there are parts like it; null where nobody did. */
  rarity: text('rarity').$type<'typical' | 'rare'>(),
  /** The production frame that a review offered. */
  sourceFrame: uuid('source_frame'),
});

export const inspections = pgTable('inspections', {
  frameId: uuid('frame_id').primaryKey(),
  station: text('station').notNull(),
  partId: text('part_id'),
  lot: text('lot'),
  verdict: text('verdict').$type<Verdict>().notNull(),
  imageScore: doublePrecision('image_score').notNull(),
  inspectedAt: time('inspected_at').notNull(),
  /** The whole inspection as the API returns it. */
  document: jsonb('document').$type<Inspection>().notNull(),
  /** The patch scores, rows * columns little-endian float32, row-major. */
  map: bytea('map').notNull(),
});

export const alerts = pgTable('alerts', {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  verdict: text('verdict').$type<Verdict>().notNull(),
  imageScore: doublePrecision('image_score').notNull(),
  displayScore: doublePrecision('display_score').notNull(),
  partId: text('part_id'),
  raisedAt: time('raised_at').notNull(),
  acknowledgedAt: time('acknowledged_at'),
  acknowledgedBy: text('acknowledged_by'),
  delivery: text('delivery').$type<'none' | 'pending' | 'delivered' | 'failed'>().notNull(),
  deliveryFailure: text('delivery_failure'),
});

export const models = pgTable('models', {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  version: integer('version').notNull(),
  madeAt: time('made_at').notNull(),
  manifest: jsonb('manifest').$type<ModelManifest>().notNull(),
  /** The limits that a person set in place of the manifest's; null where nobody did. */
  limitsByHand: jsonb('limits_by_hand').$type<LimitsByHand>(),
});

/** Blobs that no row named when they were last looked at. */
export const orphanedBlobs = pgTable('orphaned_blobs', {
  key: text('key').primaryKey(),
  foundAt: time('found_at').notNull(),
});

/** Long jobs of every kind: calibrations, rehearsals, analyses. */
export const jobs = pgTable('jobs', {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  lane: text('lane').$type<JobLane>().notNull(),
  kind: text('kind').notNull(),
  /** The settings, as the schema of the kind has them. */
  settings: jsonb('settings').$type<LongJob['settings']>().notNull(),
  state: text('state').$type<JobState>().notNull(),
  progress: jsonb('progress').$type<JobProgress>(),
  result: jsonb('result').$type<NonNullable<LongJob['result']>>(),
  /** The key in `Blobs` of what is too large for a row. */
  blob: text('blob'),
  failure: jsonb('failure').$type<NonNullable<LongJob['failure']>>(),
  /** A person wants it to end; who runs it looks here. */
  cancelAsked: boolean('cancel_asked').notNull().default(false),
  /** The job stores what it made: it is too late to cancel it. */
  storing: boolean('storing').notNull().default(false),
  askedBy: text('asked_by').notNull(),
  why: text('why').notNull().default(''),
  requestedAt: time('requested_at').notNull(),
  startedAt: time('started_at'),
  endedAt: time('ended_at'),
});

/** The id of the blob store that the records belong to: one row at most. */
export const storeIdentities = pgTable('store_identities', {
  id: uuid('id').primaryKey(),
  writtenAt: time('written_at').notNull().defaultNow(),
});
