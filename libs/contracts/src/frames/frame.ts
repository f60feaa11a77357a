import { z } from 'zod';
import { frameId, instant, lotId, partId, stationId } from './ids.js';
import { inspection } from './inspection.js';
import { safeText } from './safe-text.js';
import { frameState } from './verdicts.js';
import { pageQuery } from '../lists.js';
import { defectLook } from '../reviews/families.js';
import { deadlineMs } from '../stations/deadline.js';
import { goldenPartId } from '../stations/golden-parts.js';

/** The facts that a camera sends with a frame, in headers (raw body) or fields (multipart). */
export const frameFacts = z.object({
  partId: partId.optional(),
  lot: lotId.optional(),
  capturedAt: instant.optional(),
  idempotencyKey: safeText.min(1).max(200).optional(),
  /** The golden part that is shown on purpose; its frame is no production frame. */
  goldenPart: goldenPartId.optional(),
  /** The milliseconds after the request by which the verdict is wanted. */
  deadlineMs: deadlineMs.optional(),
});
export type FrameFacts = z.infer<typeof frameFacts>;

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
  /** The SHA-256 of the bytes as they were accepted, in hexadecimal. */
  sha256: z.string(),
  /**
   * The time at which its picture was deleted, as the station's retention or a full disk asks; null while it is there.
   */
  pictureDeletedAt: instant.nullable().default(null),
  /** The time by which its verdict was wanted; null for a frame without a deadline. */
  deadlineAt: instant.nullable().default(null),
  failure: z.object({ code: z.string(), detail: z.string(), attempts: z.int() }).nullable(),
  inspection: inspection.nullable(),
  /** The family of the frame's defect and the name that it probably has; set only where the defect was looked at. */
  look: defectLook.nullish(),
  links: frameLinks,
});
export type Frame = z.infer<typeof frame>;

export const accepted = z.object({
  id: frameId,
  stationId,
  state: frameState,
  links: frameLinks,
  /** The facts of the frame that could not be kept, each with the reason. */
  warnings: z.array(z.string()).default([]),
});
export type Accepted = z.infer<typeof accepted>;

/** A file of a form that was set aside; the others of the form were taken. */
export const refusedFile = z.object({
  state: z.literal('refused'),
  /** The file's name in the form, and its place among the form's files, from 0. */
  file: z.string().nullable(),
  index: z.int(),
  code: z.string(),
  detail: z.string(),
});
export type RefusedFile = z.infer<typeof refusedFile>;

export const frameQuery = pageQuery.extend({
  station: stationId.optional(),
  state: frameState.optional(),
});
