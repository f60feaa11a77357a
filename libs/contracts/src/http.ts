import { z } from 'zod';
import { cameraFault, cameraMessage, imageQuality } from './frames/camera.js';
import { certificate, limits } from './models/certificate.js';
import {
  calibrationId,
  frameId,
  instant,
  lotId,
  modelId,
  partId,
  stationId,
} from './frames/ids.js';
import { defectLook } from './reviews/families.js';
import { goldenPartId } from './stations/golden-parts.js';
import { jobState } from './jobs/job-state.js';
import { modelState } from './jobs/rehearsals.js';
import { normalState, setAside } from './models/quarantine.js';
import { lookAlike, person } from './reviews/reviews.js';
import { stationSettings } from './stations/station-settings.js';
import { targets } from './stations/targets.js';
import { frameState, verdict } from './frames/verdicts.js';
import { safeText } from './frames/safe-text.js';

/** RFC 9457 problem details with our permanent code. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  instance: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

export const modelSummary = z.object({
  id: modelId,
  version: z.int(),
  madeAt: instant,
  active: z.boolean(),
  state: modelState,
  provisional: z.boolean(),
  limits,
});
export type ModelSummary = z.infer<typeof modelSummary>;

/** A worker that refuses the station's active model, and why: it says by how much its scores differ. */
export const stationTrouble = z.object({
  code: z.string(),
  detail: z.string(),
  /** Host and process of the worker. */
  worker: z.string(),
  since: instant,
});
export type ModelRefusal = z.infer<typeof stationTrouble>;

export const station = z.object({
  id: stationId,
  settings: stationSettings
    .omit({ webhook: true })
    .extend({ webhook: z.object({ url: z.string() }).nullable() }),
  createdAt: instant,
  updatedAt: instant,
  /** Those that calibrations learn from. */
  normals: z.int(),
  /** Normals that were set aside and wait for a person. */
  quarantined: z.int().default(0),
  backlog: z.int(),
  activeModel: modelSummary.nullable(),
  /** Why a worker refuses the active model; null while none does. */
  trouble: stationTrouble.nullish(),
});
export type Station = z.infer<typeof station>;

/** What a camera says of a frame, in headers (raw body) or fields (multipart). */
export const frameFacts = z.object({
  partId: partId.optional(),
  lot: lotId.optional(),
  capturedAt: instant.optional(),
  idempotencyKey: safeText.min(1).max(200).optional(),
  /** The golden part that is shown on purpose; its frame is no production frame. */
  goldenPart: goldenPartId.optional(),
});
export type FrameFacts = z.infer<typeof frameFacts>;

/** Milliseconds of each step, from capture to verdict; what a batch takes, each of its frames waits. */
export const inspectionTimes = z.object({
  /** Capture to accepted; null when the camera said no capture time. */
  captureMs: z.number().nullable(),
  /** Accepted to taken by a worker. */
  queueMs: z.number(),
  fetchMs: z.number(),
  decodeMs: z.number(),
  /** For the company of its batch, and for the batch before it. */
  waitMs: z.number(),
  embedMs: z.number(),
  scoreMs: z.number(),
  /** Accepted to verdict. */
  totalMs: z.number(),
});
export type InspectionTimes = z.infer<typeof inspectionTimes>;

export const patchPlace = z.object({ row: z.int().min(0), column: z.int().min(0) });

/** The worst patch and the normal patch that it was compared with. */
export const nearestNormal = z.object({
  patch: patchPlace,
  patchScore: z.number(),
  normalId: z.string(),
  normalPatch: patchPlace,
});
export type NearestNormal = z.infer<typeof nearestNormal>;

/** The tensor backend and the version of Touchstone that computed a score. */
export const engine = z.object({ backend: z.string(), version: z.string() });
export type Engine = z.infer<typeof engine>;

export const inspection = z.object({
  frameId,
  stationId,
  partId: z.string().nullable(),
  lot: z.string().nullable(),
  verdict,
  /** Raw; unbounded. */
  imageScore: z.number(),
  /** sigmoid((imageScore - reject) / scale): 0.5 is the reject limit. */
  displayScore: z.number(),
  limits,
  model: z.object({ id: modelId, version: z.int() }),
  grid: z.object({ rows: z.int(), columns: z.int() }),
  nearest: nearestNormal,
  /** What was measured of the picture; null where the model knows no camera limits. */
  quality: imageQuality.nullable().default(null),
  /** Why the verdict is `invalid`; the score is kept beside it, and decides nothing. */
  fault: cameraFault.nullable().default(null),
  /** The remembered defect that raised the score; null when none did. */
  lookAlike: lookAlike.nullable().default(null),
  /** The golden part that the frame shows; such a frame raises no alert and counts for no drift. */
  goldenPart: goldenPartId.nullable().default(null),
  /** The station's defect memory that the score was compared with; it goes up with every change. */
  memoryVersion: z.int().default(0),
  /** What computed it, so that a replay can say what changed; null in older records. */
  engine: engine.nullable().default(null),
  times: inspectionTimes,
  capturedAt: instant.nullable(),
  acceptedAt: instant,
  inspectedAt: instant,
});
export type Inspection = z.infer<typeof inspection>;

export const frameLinks = z.object({
  self: z.string(),
  image: z.string(),
  heatmap: z.string(),
  nearestNormal: z.string(),
});

export const frame = z.object({
  id: frameId,
  stationId,
  state: frameState,
  partId: z.string().nullable(),
  lot: z.string().nullable(),
  capturedAt: instant.nullable(),
  acceptedAt: instant,
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  mediaType: z.string(),
  /** Of the bytes as they were accepted. */
  sha256: z.string(),
  failure: z.object({ code: z.string(), detail: z.string(), attempts: z.int() }).nullable(),
  inspection: inspection.nullable(),
  /** Of a defect: its family and the name that it probably has; only where it was looked at. */
  look: defectLook.nullish(),
  links: frameLinks,
});
export type Frame = z.infer<typeof frame>;

export const accepted = z.object({
  id: frameId,
  stationId,
  state: frameState,
  links: frameLinks,
  /** What was said of the frame and could not be kept, and why. */
  warnings: z.array(z.string()).default([]),
});
export type Accepted = z.infer<typeof accepted>;

/** A file of a form that was set aside; the others of the form were taken. */
export const refusedFile = z.object({
  state: z.literal('refused'),
  /** What the form calls it, and its place among the form's files, from 0. */
  file: z.string().nullable(),
  index: z.int(),
  code: z.string(),
  detail: z.string(),
});
export type RefusedFile = z.infer<typeof refusedFile>;

export const normal = z.object({
  id: frameId,
  stationId,
  partId: z.string().nullable(),
  lot: z.string().nullable(),
  capturedAt: instant.nullable(),
  addedAt: instant,
  state: normalState.default('in'),
  /** Why it was set aside; none where it was not. */
  findings: z.array(setAside).default([]),
});
export type Normal = z.infer<typeof normal>;

/** Fewer normals than this teach nothing: a calibration is refused. */
export const fewestNormals = 10;

export const calibrationRequest = z.strictObject({
  activate: z.boolean().default(true),
  targets: targets.optional(),
  /** Adds the new normals to the active model; without one, or with other settings, it is built anew. */
  incremental: z.boolean().default(false),
  by: person.default('operator'),
  why: safeText.max(2000).default(''),
});
export type CalibrationRequest = z.infer<typeof calibrationRequest>;
/** As a caller writes it: what has a default may be left out. */
export type CalibrationAsked = z.input<typeof calibrationRequest>;

export const calibrationProgress = z.object({
  /** `embed`, `screen`, `bank`, `held-out`, `limits`, `store`. */
  step: z.string(),
  done: z.int(),
  of: z.int(),
});
export type CalibrationProgress = z.infer<typeof calibrationProgress>;

export const calibration = z.object({
  id: calibrationId,
  stationId,
  state: jobState,
  activate: z.boolean(),
  incremental: z.boolean().default(false),
  /** Who asked for it, and why. */
  by: z.string().default('operator'),
  why: z.string().default(''),
  progress: calibrationProgress.nullable(),
  normals: z.int(),
  modelId: modelId.nullable(),
  /**
   * What became of `activate`: the model is live, waits for a second person, or stays a candidate until it was
   * rehearsed, as the station wants it; null while it runs, and where nobody asked for it.
   */
  activation: z.enum(['done', 'waiting', 'withdrawn', 'rehearsal-needed']).nullable().default(null),
  certificate: certificate.nullable(),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  requestedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
});
export type Calibration = z.infer<typeof calibration>;

export const alert = z.object({
  id: frameId,
  stationId,
  frameId,
  verdict,
  imageScore: z.number(),
  displayScore: z.number(),
  partId: z.string().nullable(),
  raisedAt: instant,
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  delivery: z.enum(['none', 'pending', 'delivered', 'failed']),
  /** Its family and the name that it probably has; a few seconds after it was raised. */
  look: defectLook.nullish(),
  links: frameLinks,
});
export type Alert = z.infer<typeof alert>;

/** The body that a station's webhook receives; links are relative to the API's own address. */
export const alertMessage = z.object({ type: z.literal('alert'), alert, inspection });
export type AlertMessage = z.infer<typeof alertMessage>;

/** All that a station's webhook receives. */
export const webhookMessage = z.discriminatedUnion('type', [alertMessage, cameraMessage]);
export type WebhookMessage = z.infer<typeof webhookMessage>;

export const acknowledgement = z.strictObject({
  by: safeText.min(1).max(200).default('operator'),
});

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: safeText.max(200).optional(),
});

/** One page of a list, newest first; `next` is the cursor of the page after it. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
export type Page<T> = { items: T[]; next: string | null };

export const normalQuery = pageQuery.extend({ state: normalState.optional() });

export const inspectionQuery = pageQuery.extend({
  station: stationId.optional(),
  verdict: verdict.optional(),
  partId: partId.optional(),
  lot: lotId.optional(),
  from: instant.optional(),
  until: instant.optional(),
});
export type InspectionQuery = z.infer<typeof inspectionQuery>;

export const frameQuery = pageQuery.extend({
  station: stationId.optional(),
  state: frameState.optional(),
});
export const alertQuery = pageQuery.extend({
  station: stationId.optional(),
  acknowledged: z.stringbool().optional(),
});
