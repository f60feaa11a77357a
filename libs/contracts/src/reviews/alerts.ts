import { z } from 'zod';
import { cameraMessage } from '../frames/camera.js';
import { frameLinks } from '../frames/frame.js';
import { frameId, instant, stationId } from '../frames/ids.js';
import { inspection } from '../frames/inspection.js';
import { safeText } from '../frames/safe-text.js';
import { verdict } from '../frames/verdicts.js';
import { pageQuery } from '../lists.js';
import { defectLook } from './families.js';

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

/** The messages that a station's webhook receives. */
export const webhookMessage = z.discriminatedUnion('type', [alertMessage, cameraMessage]);
export type WebhookMessage = z.infer<typeof webhookMessage>;

export const acknowledgement = z.strictObject({
  by: safeText.min(1).max(200).default('operator'),
});

export const alertQuery = pageQuery.extend({
  station: stationId.optional(),
  acknowledged: z.stringbool().optional(),
});
