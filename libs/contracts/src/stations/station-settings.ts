import { z } from 'zod';
import { cameraSettings } from '../frames/camera.js';
import { deadlineSettings } from './deadline.js';
import { driftSettings } from './drift.js';
import { escapeSettings } from './escapes.js';
import { challengeSettings } from './golden-parts.js';
import { inputSettings } from './input.js';
import { activationSettings, embeddingSettings } from '../jobs/rehearsals.js';
import { screenSettings } from '../models/quarantine.js';
import { alignment, masks, regionOfInterest } from '../frames/region.js';
import { reviewSettings } from '../reviews/reviews.js';
import { regionSettings } from '../frames/found-regions.js';
import { bankSettings, scoreSettings } from '../frames/score.js';
import { retentionSettings } from './retention.js';
import { targets } from './targets.js';
import { verdict } from '../frames/verdicts.js';
import { isSafeText, safeText } from '../frames/safe-text.js';
import { maskOfSecret } from '../frames/masked-url.js';

export const webhook = z.object({
  url: z.url({ protocol: /^https?$/ }),
  /** Key of the HMAC-SHA256 signature; never returned. */
  secret: safeText.min(8).max(200),
});

/**
 * Bits that a camera fills of 16 bit samples, from the low end; `auto`: the fewest of 10, 12, 14 and 16 that hold the normals, or
 * what their files state.
 */
export const significantBits = z.union([z.literal('auto'), z.int().min(8).max(16)]);

export const stationSettings = z.object({
  title: safeText.max(200).default(''),
  backbone: z.string().default('touchstone-small'),
  regionOfInterest: regionOfInterest.nullable().default(null),
  significantBits: significantBits.default('auto'),
  masks: masks.prefault({}),
  alignment: alignment.prefault({}),
  input: inputSettings.prefault({}),
  bank: bankSettings.prefault({}),
  score: scoreSettings.prefault({}),
  regions: regionSettings.prefault({}),
  targets: targets.prefault({}),
  camera: cameraSettings.prefault({}),
  screen: screenSettings.prefault({}),
  review: reviewSettings.prefault({}),
  escapes: escapeSettings.prefault({}),
  activation: activationSettings.prefault({}),
  challenge: challengeSettings.prefault({}),
  drift: driftSettings.prefault({}),
  embeddings: embeddingSettings.prefault({}),
  retention: retentionSettings.prefault({}),
  deadline: deadlineSettings.prefault({}),
  /** The number of frames waiting or in work beyond which the station answers 429. */
  backlogLimit: z.int().min(1).max(1_000_000).default(1000),
  /** The verdicts that raise an alert. */
  alertOn: z.array(verdict).default(['defect']),
  webhook: webhook.nullable().default(null),
});
export type StationSettings = z.infer<typeof stationSettings>;

/** A backbone as HTTP names it; a path of the server's disk is for its own command line. */
const backboneName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,62}$/,
    'is not the name of a backbone: 1 to 63 of a-z, 0-9, ".", "_" and "-" are expected, such as touchstone-small; a path is taken on the command line only',
  );

/** A webhook as a caller gives it: what was read out, with its secrets masked, cannot be written back. */
const givenWebhook = webhook.refine(({ url }) => isSafeText(url) && !url.includes(maskOfSecret), {
  path: ['url'],
  error: 'holds a masked secret: give the whole address, or leave the webhook out to keep it',
});

/** A station's settings as PUT takes them, all of them. */
export const stationRequest = stationSettings.extend({
  backbone: backboneName.default('touchstone-small'),
  webhook: givenWebhook.nullable().default(null),
});

/** The change of settings that PATCH takes: any of them, each as a whole; what is absent stays. */
export const stationPatch = z.strictObject({
  title: safeText.max(200).optional(),
  backbone: backboneName.optional(),
  regionOfInterest: regionOfInterest.nullable().optional(),
  significantBits: significantBits.optional(),
  masks: masks.optional(),
  alignment: alignment.optional(),
  input: inputSettings.optional(),
  bank: bankSettings.optional(),
  score: scoreSettings.optional(),
  regions: regionSettings.optional(),
  targets: targets.optional(),
  camera: cameraSettings.optional(),
  screen: screenSettings.optional(),
  review: reviewSettings.optional(),
  escapes: escapeSettings.optional(),
  activation: activationSettings.optional(),
  challenge: challengeSettings.optional(),
  drift: driftSettings.optional(),
  embeddings: embeddingSettings.optional(),
  retention: retentionSettings.optional(),
  deadline: deadlineSettings.optional(),
  backlogLimit: z.int().min(1).max(1_000_000).optional(),
  alertOn: z.array(verdict).optional(),
  webhook: givenWebhook.nullable().optional(),
});
export type StationPatch = z.infer<typeof stationPatch>;
