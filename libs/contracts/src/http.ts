import { z } from 'zod';
import { calibrationId, frameId, instant, lotId, modelId, partId, stationId } from './ids.js';
import {
  bankSettings,
  certificate,
  limits,
  regionOfInterest,
  scoreSettings,
  targets,
} from './model-manifest.js';
import { frameState, verdict } from './verdicts.js';

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

export const webhook = z.object({
  url: z.url({ protocol: /^https?$/ }),
  /** Key of the HMAC-SHA256 signature; never returned. */
  secret: z.string().min(8).max(200),
});

export const stationSettings = z.object({
  title: z.string().max(200).default(''),
  backbone: z.string().default('touchstone-small'),
  regionOfInterest: regionOfInterest.nullable().default(null),
  bank: bankSettings.prefault({}),
  score: scoreSettings.prefault({}),
  targets: targets.prefault({}),
  /** Frames waiting or in work beyond which the station answers 429. */
  backlogLimit: z.int().min(1).max(1_000_000).default(1000),
  /** Which verdicts raise an alert. */
  alertOn: z.array(verdict).default(['defect']),
  webhook: webhook.nullable().default(null),
});
export type StationSettings = z.infer<typeof stationSettings>;
/** PATCH takes any part of the settings; what is absent stays. */
export const stationPatch = z.strictObject({
  title: z.string().max(200).optional(),
  backbone: z.string().optional(),
  regionOfInterest: regionOfInterest.nullable().optional(),
  bank: bankSettings.optional(),
  score: scoreSettings.optional(),
  targets: targets.optional(),
  backlogLimit: z.int().min(1).max(1_000_000).optional(),
  alertOn: z.array(verdict).optional(),
  webhook: webhook.nullable().optional(),
});
export type StationPatch = z.infer<typeof stationPatch>;

export const modelSummary = z.object({
  id: modelId,
  version: z.int(),
  madeAt: instant,
  active: z.boolean(),
  provisional: z.boolean(),
  limits,
});
export type ModelSummary = z.infer<typeof modelSummary>;

export const station = z.object({
  id: stationId,
  settings: stationSettings
    .omit({ webhook: true })
    .extend({ webhook: z.object({ url: z.string() }).nullable() }),
  createdAt: instant,
  updatedAt: instant,
  normals: z.int(),
  backlog: z.int(),
  activeModel: modelSummary.nullable(),
});
export type Station = z.infer<typeof station>;

/** What a camera says of a frame, in headers (raw body) or fields (multipart). */
export const frameFacts = z.object({
  partId: partId.optional(),
  lot: lotId.optional(),
  capturedAt: instant.optional(),
  idempotencyKey: z.string().min(1).max(200).optional(),
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
  failure: z.object({ code: z.string(), detail: z.string(), attempts: z.int() }).nullable(),
  inspection: inspection.nullable(),
  links: frameLinks,
});
export type Frame = z.infer<typeof frame>;

export const accepted = z.object({ id: frameId, stationId, state: frameState, links: frameLinks });
export type Accepted = z.infer<typeof accepted>;

export const normal = z.object({
  id: frameId,
  stationId,
  partId: z.string().nullable(),
  lot: z.string().nullable(),
  capturedAt: instant.nullable(),
  addedAt: instant,
});
export type Normal = z.infer<typeof normal>;

/** Fewer normals than this teach nothing: a calibration is refused. */
export const fewestNormals = 10;

export const calibrationState = z.enum(['queued', 'running', 'done', 'failed']);
export const calibrationRequest = z.strictObject({
  activate: z.boolean().default(true),
  targets: targets.optional(),
});
export type CalibrationRequest = z.infer<typeof calibrationRequest>;

export const calibrationProgress = z.object({
  /** `decode`, `embed`, `bank`, `held-out`, `limits`, `store`. */
  step: z.string(),
  done: z.int(),
  of: z.int(),
});
export type CalibrationProgress = z.infer<typeof calibrationProgress>;

export const calibration = z.object({
  id: calibrationId,
  stationId,
  state: calibrationState,
  activate: z.boolean(),
  progress: calibrationProgress.nullable(),
  normals: z.int(),
  modelId: modelId.nullable(),
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
  links: frameLinks,
});
export type Alert = z.infer<typeof alert>;

/** The body that a station's webhook receives; links are relative to the API's own address. */
export const alertMessage = z.object({ type: z.literal('alert'), alert, inspection });
export type AlertMessage = z.infer<typeof alertMessage>;

export const acknowledgement = z.strictObject({
  by: z.string().min(1).max(200).default('operator'),
});

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(200).optional(),
});

/** One page of a list, newest first; `next` is the cursor of the page after it. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
export type Page<T> = { items: T[]; next: string | null };

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
