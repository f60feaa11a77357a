import { z } from 'zod';
import { cameraLimits, cameraReference } from '../frames/camera.js';
import { certificate, limits } from './certificate.js';
import { instant, modelId, sha256, stationId } from '../frames/ids.js';
import { alignment, masks, regionOfInterest } from '../frames/region.js';
import { bankSettings, fusion, scoreReference, scoreSettings } from '../frames/score.js';
import { inputSize } from '../stations/input.js';
import { verdict } from '../frames/verdicts.js';

/** A frame with what it must give: a worker that differs refuses the model. */
export const referenceFrame = z.object({
  frameId: z.string(),
  blob: z.string(),
  imageScore: z.number(),
  verdict: verdict.optional(),
  /** The frame's image embedding, float32 little-endian in base64. */
  imageEmbedding: z.base64().optional(),
});
export type ReferenceFrame = z.infer<typeof referenceFrame>;

/** A fold's bank, which adding normals without a rebuild needs, with the normals that the fold holds out. */
export const foldBank = z.object({
  blob: z.string(),
  sha256,
  heldOut: z.array(z.string()),
  /** The held-out normals that are in no bank: only their scores count, in the limits. */
  onlyInLimits: z.array(z.string()).default([]),
});

/** The second, smaller input of a model: its own bank, and how its score is fused with the first one's. */
export const secondInput = z.object({
  inputSize,
  bank: z.object({ blob: z.string(), sha256, rows: z.int(), dimensions: z.int() }),
  /** Only for scores that need one. */
  scoreReference: scoreReference.nullable().default(null),
  fusion,
});
export type SecondInput = z.infer<typeof secondInput>;

/** The manifest of a station's model; immutable once written. */
export const modelManifest = z.object({
  format: z.literal('touchstone-model/1'),
  id: modelId,
  station: stationId,
  version: z.int().positive(),
  madeAt: instant,
  backbone: z.object({ name: z.string(), version: z.string(), sha256 }),
  inputSize,
  regionOfInterest: regionOfInterest.nullable(),
  /** The number of the 16 bits of a sample that the camera fills, from the low end; null stands for all. */
  significantBits: z.int().min(8).max(16).nullable().default(null),
  masks: masks.prefault({}),
  alignment: alignment.prefault({}),
  bank: z.object({
    blob: z.string(),
    sha256,
    rows: z.int(),
    dimensions: z.int(),
    settings: bankSettings,
  }),
  score: scoreSettings,
  /** Only for scores that need one. */
  scoreReference: scoreReference.nullable().default(null),
  /** The second input; null in models that see a frame at one size. */
  second: secondInput.nullable().default(null),
  limits,
  certificate,
  references: z.array(referenceFrame).default([]),
  cameraLimits: cameraLimits.nullable().default(null),
  cameraReference: cameraReference.nullable().default(null),
  foldBanks: z.array(foldBank).default([]),
  /** The model that this one was made from by adding normals; null for one built anew. */
  extends: modelId.nullable().default(null),
});
export type ModelManifest = z.infer<typeof modelManifest>;
