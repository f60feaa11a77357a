import { z } from 'zod';
import { cameraFault, imageQuality } from './camera.js';
import { foundRegion } from './found-regions.js';
import { frameId, instant, lotId, modelId, partId, stationId } from './ids.js';
import { verdict } from './verdicts.js';
import { pageQuery } from '../lists.js';
import { limits } from '../models/certificate.js';
import { seenInputs } from '../stations/input.js';
import { lookAlike } from '../reviews/reviews.js';
import { goldenPartId } from '../stations/golden-parts.js';

/** Milliseconds of each step, from capture to verdict; what a batch takes, each of its frames waits. */
export const inspectionTimes = z.object({
  /** Capture to accepted; null when the camera said no capture time. */
  captureMs: z.number().nullable(),
  /** Accepted to taken by a worker. */
  queueMs: z.number(),
  fetchMs: z.number(),
  decodeMs: z.number(),
  /** The milliseconds that the frame waited for the company of its batch, and for the batch before it. */
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
  /** The image score as it is, unbounded. */
  imageScore: z.number(),
  /** The display score, sigmoid((imageScore - reject) / scale): 0.5 is the reject limit. */
  displayScore: z.number(),
  limits,
  /** The version of the limits that a person set; 0: those that the model's calibration made. */
  limitsVersion: z.int().default(0),
  model: z.object({ id: modelId, version: z.int() }),
  /** The size at which the frame was seen, and that of the second input; null in older records. */
  input: seenInputs.nullable().default(null),
  grid: z.object({ rows: z.int(), columns: z.int() }),
  nearest: nearestNormal,
  /** The regions over the limits, the worst first, at most 20; empty in older records. */
  regions: z.array(foundRegion).default([]),
  /** The measured figures of the picture; null where the model knows no camera limits. */
  quality: imageQuality.nullable().default(null),
  /** The reason why the verdict is `invalid`; the score is kept beside it, and decides nothing. */
  fault: cameraFault.nullable().default(null),
  /** The remembered defect that raised the score; null when none did. */
  lookAlike: lookAlike.nullable().default(null),
  /** The golden part that the frame shows; such a frame raises no alert and counts for no drift. */
  goldenPart: goldenPartId.nullable().default(null),
  /** The station's defect memory that the score was compared with; it goes up with every change. */
  memoryVersion: z.int().default(0),
  /** The engine that computed the score, so that a replay can say what changed; null in older records. */
  engine: engine.nullable().default(null),
  times: inspectionTimes,
  capturedAt: instant.nullable(),
  acceptedAt: instant,
  inspectedAt: instant,
});
export type Inspection = z.infer<typeof inspection>;

/** The inspections that are asked for; what is not said leaves nothing out. */
export const inspectionFilters = z.object({
  station: stationId.optional(),
  verdict: verdict.optional(),
  partId: partId.optional(),
  lot: lotId.optional(),
  /** The model that judged. */
  model: modelId.optional(),
  /** The family of the defect. */
  family: z.uuid().optional(),
  from: instant.optional(),
  until: instant.optional(),
});
export type InspectionFilters = z.infer<typeof inspectionFilters>;

export const inspectionQuery = pageQuery.extend(inspectionFilters.shape);
export type InspectionQuery = z.infer<typeof inspectionQuery>;
