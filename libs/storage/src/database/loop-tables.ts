import type {
  Alert,
  CameraFault,
  CameraMessage,
  Challenge,
  DriftWindow,
  ImageQuality,
  Proof,
  RegionOfInterest,
  Review,
  SettingsChange,
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

/** The tables of the loop around calibration, as queries see them; migration 2 makes them. */
export const embeddings = pgTable('embeddings', {
  frameId: uuid('frame_id').primaryKey(),
  station: text('station').notNull(),
  /** Hash of the backbone as compiled. */
  backbone: text('backbone').notNull(),
  inspectedAt: time('inspected_at').notNull(),
  rows: integer('rows').notNull(),
  columns: integer('columns').notNull(),
  dimensions: integer('dimensions').notNull(),
  /** Patch embeddings, rows * columns * dimensions little-endian float16, raw. */
  blob: text('blob').notNull(),
  bytes: integer('bytes').notNull(),
  /** The image embedding, little-endian float32. */
  image: bytea('image').notNull(),
});

export const normalEmbeddings = pgTable('normal_embeddings', {
  normalId: uuid('normal_id').primaryKey(),
  station: text('station').notNull(),
  /** The hash of backbone, size, region, masks and alignment: another one makes it worthless. */
  madeWith: text('made_with').notNull(),
  rows: integer('rows').notNull(),
  columns: integer('columns').notNull(),
  dimensions: integer('dimensions').notNull(),
  blob: text('blob').notNull(),
  bytes: integer('bytes').notNull(),
  /** The image embedding, little-endian float32. */
  image: bytea('image').notNull(),
  quality: jsonb('quality').$type<ImageQuality>(),
});

export const reviews = pgTable('reviews', {
  id: uuid('id').primaryKey(),
  frameId: uuid('frame_id').notNull(),
  station: text('station').notNull(),
  answer: text('answer').$type<Review['answer']>().notNull(),
  name: text('name'),
  region: jsonb('region').$type<RegionOfInterest>(),
  note: text('note').notNull(),
  answeredBy: text('answered_by').notNull(),
  answeredAt: time('answered_at').notNull(),
  verdict: text('verdict').$type<Verdict>().notNull(),
  effect: text('effect').$type<Review['effect']>().notNull(),
  detail: text('detail'),
  normalId: uuid('normal_id'),
  undoneAt: time('undone_at'),
  undoneBy: text('undone_by'),
});

export const defectMemory = pgTable('defect_memory', {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  frameId: uuid('frame_id').notNull(),
  reviewId: uuid('review_id').notNull(),
  backbone: text('backbone').notNull(),
  name: text('name'),
  dimensions: integer('dimensions').notNull(),
  /** Raw patch embeddings [n, dimensions], little-endian float32. */
  patches: bytea('patches').notNull(),
  /** The place of each patch in the grid: row * columns + column. */
  places: jsonb('places').$type<number[]>().notNull(),
  reach: doublePrecision('reach').notNull(),
  rememberedBy: text('remembered_by').notNull(),
  rememberedAt: time('remembered_at').notNull(),
  verdictsChanged: integer('verdicts_changed').notNull().default(0),
  undoneAt: time('undone_at'),
  undoneBy: text('undone_by'),
  /** Hash of the view and the backbone: patches of another one lie elsewhere. */
  madeWith: text('made_with').notNull(),
  /** The reason why the entry raises nothing although it was not undone. */
  inactive: text('inactive'),
  /** The station's memory versions in which it counts: from the first on, below the last. */
  fromVersion: integer('from_version').notNull(),
  untilVersion: integer('until_version'),
});

/** Workers that refuse a station's active model; a row that is not renewed is of a worker that is gone. */
export const stationTroubles = pgTable('station_troubles', {
  station: text('station').notNull(),
  worker: text('worker').notNull(),
  model: uuid('model').notNull(),
  code: text('code').notNull(),
  detail: text('detail').notNull(),
  since: time('since').notNull(),
  seenAt: time('seen_at').notNull(),
});

export const activations = pgTable('activations', {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  model: uuid('model').notNull(),
  version: integer('version').notNull(),
  previous: uuid('previous'),
  kind: text('kind').$type<'activation' | 'rollback'>().notNull(),
  state: text('state').$type<'waiting' | 'done' | 'withdrawn'>().notNull(),
  askedBy: text('asked_by').notNull(),
  why: text('why').notNull(),
  askedAt: time('asked_at').notNull(),
  approvedBy: text('approved_by'),
  doneAt: time('done_at'),
  /** How the name of who asked was proven; null for one that was asked for before names were proven. */
  askedProof: text('asked_proof').$type<Proof>(),
});

export const limitChanges = pgTable('limit_changes', {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  model: uuid('model').notNull(),
  kind: text('kind').$type<'set' | 'clear'>().notNull(),
  review: doublePrecision('review'),
  reject: doublePrecision('reject'),
  /** The place among the done changes of its model, from 1. */
  version: integer('version'),
  state: text('state').$type<'waiting' | 'done' | 'withdrawn'>().notNull(),
  askedBy: text('asked_by').notNull(),
  why: text('why').notNull(),
  askedAt: time('asked_at').notNull(),
  approvedBy: text('approved_by'),
  doneAt: time('done_at'),
  askedProof: text('asked_proof').$type<Proof>(),
});

export const settingsChanges = pgTable('settings_changes', {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  /** The settings that wait, each as a whole. */
  settings: jsonb('settings').$type<SettingsChange['settings']>().notNull(),
  state: text('state').$type<SettingsChange['state']>().notNull(),
  askedBy: text('asked_by').notNull(),
  askedProof: text('asked_proof').$type<Proof>(),
  askedAt: time('asked_at').notNull(),
  approvedBy: text('approved_by'),
  doneAt: time('done_at'),
});

export const audit = pgTable('audit', {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  at: time('at').notNull(),
  by: text('by').notNull(),
  action: text('action').notNull(),
  subject: text('subject').notNull(),
  detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
  /** The place in the station's chain, from 1; null for an entry of before there were chains, like its hash. */
  place: integer('place'),
  hash: text('hash'),
  /** How the name was proven; null for what no request changed, and for older entries. */
  proof: text('proof').$type<Proof>(),
});

export const goldenParts = pgTable('golden_parts', {
  station: text('station').notNull(),
  id: text('id').notNull(),
  title: text('title').notNull(),
  verdict: text('verdict').$type<'ok' | 'defect'>().notNull(),
  lowest: doublePrecision('lowest'),
  highest: doublePrecision('highest'),
  addedBy: text('added_by').notNull(),
  addedAt: time('added_at').notNull(),
});

export const challenges = pgTable('challenges', {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  reason: text('reason').notNull(),
  openedBy: text('opened_by').notNull(),
  openedAt: time('opened_at').notNull(),
  state: text('state').$type<Challenge['state']>().notNull(),
  model: uuid('model'),
  goldenParts: jsonb('golden_parts').$type<string[]>().notNull(),
  showings: jsonb('showings').$type<Challenge['showings']>().notNull(),
  endedAt: time('ended_at'),
});

export const cameraStates = pgTable('camera_states', {
  station: text('station').primaryKey(),
  inARow: integer('in_a_row').notNull(),
  fault: jsonb('fault').$type<CameraFault>(),
  since: time('since'),
  alerted: boolean('alerted').notNull(),
  /** The frame that raised or cleared the alert last. */
  changedBy: uuid('changed_by'),
  /** The time at which the newest invalid frame was accepted: a valid one from before it ends nothing. */
  lastInvalid: time('last_invalid'),
});

/** Alerts of camera faults and their ends, each once, by the frame that made it. */
export const cameraMessages = pgTable('camera_messages', {
  frameId: uuid('frame_id').primaryKey(),
  station: text('station').notNull(),
  change: text('change').$type<CameraMessage['change']>().notNull(),
  fault: jsonb('fault').$type<CameraFault>().notNull(),
  inARow: integer('in_a_row').notNull(),
  since: time('since').notNull(),
  at: time('at').notNull(),
  delivery: text('delivery').$type<Alert['delivery']>().notNull(),
  deliveryFailure: text('delivery_failure'),
});

export const driftStates = pgTable('drift_states', {
  station: text('station').primaryKey(),
  model: uuid('model'),
  cursorAt: time('cursor_at'),
  cursorId: uuid('cursor_id'),
  state: jsonb('state').$type<Record<string, unknown>>().notNull(),
  updatedAt: time('updated_at').notNull(),
});

/** Figures of a station by stretches of ten minutes. */
export const driftWindows = pgTable('drift_windows', {
  station: text('station').notNull(),
  starts: time('starts').notNull(),
  document: jsonb('document').$type<DriftWindow>().notNull(),
});
