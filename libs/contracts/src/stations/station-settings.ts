import { z } from 'zod';
import { cameraSettings } from '../frames/camera.js';
import { driftSettings } from './drift.js';
import { challengeSettings } from './golden-parts.js';
import { activationSettings, embeddingSettings } from '../jobs/lifecycle.js';
import { screenSettings } from '../models/quarantine.js';
import { alignment, masks, regionOfInterest } from '../frames/region.js';
import { reviewSettings } from '../reviews/reviews.js';
import { bankSettings, scoreSettings } from '../frames/score.js';
import { targets } from './targets.js';
import { verdict } from '../frames/verdicts.js';

export const webhook = z.object({
  url: z.url({ protocol: /^https?$/ }),
  /** Key of the HMAC-SHA256 signature; never returned. */
  secret: z.string().min(8).max(200),
});

export const stationSettings = z.object({
  title: z.string().max(200).default(''),
  backbone: z.string().default('touchstone-small'),
  regionOfInterest: regionOfInterest.nullable().default(null),
  masks: masks.prefault({}),
  alignment: alignment.prefault({}),
  bank: bankSettings.prefault({}),
  score: scoreSettings.prefault({}),
  targets: targets.prefault({}),
  camera: cameraSettings.prefault({}),
  screen: screenSettings.prefault({}),
  review: reviewSettings.prefault({}),
  activation: activationSettings.prefault({}),
  challenge: challengeSettings.prefault({}),
  drift: driftSettings.prefault({}),
  embeddings: embeddingSettings.prefault({}),
  /** Frames waiting or in work beyond which the station answers 429. */
  backlogLimit: z.int().min(1).max(1_000_000).default(1000),
  /** Which verdicts raise an alert. */
  alertOn: z.array(verdict).default(['defect']),
  webhook: webhook.nullable().default(null),
});
export type StationSettings = z.infer<typeof stationSettings>;

/** PATCH takes any of the settings, each as a whole; what is absent stays. */
export const stationPatch = z.strictObject({
  title: z.string().max(200).optional(),
  backbone: z.string().optional(),
  regionOfInterest: regionOfInterest.nullable().optional(),
  masks: masks.optional(),
  alignment: alignment.optional(),
  bank: bankSettings.optional(),
  score: scoreSettings.optional(),
  targets: targets.optional(),
  camera: cameraSettings.optional(),
  screen: screenSettings.optional(),
  review: reviewSettings.optional(),
  activation: activationSettings.optional(),
  challenge: challengeSettings.optional(),
  drift: driftSettings.optional(),
  embeddings: embeddingSettings.optional(),
  backlogLimit: z.int().min(1).max(1_000_000).optional(),
  alertOn: z.array(verdict).optional(),
  webhook: webhook.nullable().optional(),
});
export type StationPatch = z.infer<typeof stationPatch>;
