import type {
  Calibration,
  CalibrationProgress,
  Certificate,
  FrameState,
  Inspection,
  ModelManifest,
  NormalState,
  SetAside,
  StationSettings,
  Targets,
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
  /** Counts the changes of the station's defect memory, so that workers know when to read it again. */
  memoryVersion: integer('memory_version').notNull().default(0),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});

/** Columns that frames and normals share: one stored image and what the camera said of it. */
const storedImage = {
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
  /** Patch scores, rows * columns little-endian float32, row-major. */
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
});

export const calibrations = pgTable('calibrations', {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  state: text('state').$type<Calibration['state']>().notNull(),
  activate: boolean('activate').notNull(),
  targets: jsonb('targets').$type<Targets>(),
  progress: jsonb('progress').$type<CalibrationProgress>(),
  normals: integer('normals').notNull(),
  modelId: uuid('model_id'),
  activation: text('activation').$type<Calibration['activation']>(),
  certificate: jsonb('certificate').$type<Certificate>(),
  failure: jsonb('failure').$type<{ code: string; detail: string }>(),
  requestedAt: time('requested_at').notNull(),
  startedAt: time('started_at'),
  endedAt: time('ended_at'),
  incremental: boolean('incremental').notNull().default(false),
  askedBy: text('asked_by').notNull().default('operator'),
  why: text('why').notNull().default(''),
  /** A person wants it to end; who runs it looks here. */
  cancelAsked: boolean('cancel_asked').notNull().default(false),
  /** The calibration stores what it found: it is too late to cancel it. */
  storing: boolean('storing').notNull().default(false),
});

/** The id of the blob store that the records belong to: one row at most. */
export const storeIdentities = pgTable('store_identities', {
  id: uuid('id').primaryKey(),
  writtenAt: time('written_at').notNull().defaultNow(),
});
