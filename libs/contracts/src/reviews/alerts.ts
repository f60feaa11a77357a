import { z } from 'zod';
import { cameraMessage } from '../frames/camera.js';
import { frameLinks } from '../frames/frame.js';
import { frameId, instant, stationId } from '../frames/ids.js';
import { inspection } from '../frames/inspection.js';
import { safeText } from '../frames/safe-text.js';
import { verdict } from '../frames/verdicts.js';
import { pageQuery } from '../lists.js';
import { defectLook } from './families.js';
import { person, reviewAnswer } from './reviews.js';

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

/** The number of alerts that one request acknowledges at most. */
export const mostAlertsAtOnce = 500;

/** Several alerts that one reason stands for: an incident, or what a person has picked. */
export const alertsAnswer = z
  .strictObject({
    alerts: z.array(frameId).min(1).max(mostAlertsAtOnce),
    /** The answer that each of their frames is given; without one they are acknowledged and nothing is taught. */
    answer: reviewAnswer.optional(),
    /** The name that people call the defect by; only with `defect`. */
    name: safeText.trim().min(1).max(100).optional(),
    /** The reason that stands in the audit trail of each, and as the note of each answer. */
    reason: safeText.trim().min(1).max(2000),
    by: person.default('operator'),
  })
  .refine((asked) => asked.answer === 'defect' || asked.name === undefined, {
    path: ['name'],
    message: 'only a defect has a name',
  });
export type AlertsAnswer = z.infer<typeof alertsAnswer>;

/** The outcome for each of several alerts; those that failed are as they were. */
export const alertsAnswered = z.object({
  items: z.array(alert),
  failed: z.array(z.object({ alert: frameId, code: z.string(), detail: z.string() })),
});
export type AlertsAnswered = z.infer<typeof alertsAnswered>;

/** The number of alerts that wait for an acknowledgement, of all stations and of each that has any. */
export const openAlerts = z.object({
  open: z.int(),
  stations: z.array(z.object({ stationId, open: z.int() })),
});
export type OpenAlerts = z.infer<typeof openAlerts>;

export const alertQuery = pageQuery.extend({
  station: stationId.optional(),
  acknowledged: z.stringbool().optional(),
  /** Only alerts whose defects are of this family. */
  family: z.uuid().optional(),
  /** Only alerts that were raised in this time, both ends with it. */
  from: instant.optional(),
  until: instant.optional(),
});
