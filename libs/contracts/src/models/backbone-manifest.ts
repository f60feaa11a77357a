import { z } from 'zod';
import { sha256 } from '../frames/ids.js';

/** The scaling of pixels (RGB, 0 to 255) to the network's input: `(pixel - mean) / deviation` per channel. */
export const pixelScaling = z.object({
  mean: z.tuple([z.number(), z.number(), z.number()]),
  deviation: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
});

/** One layer whose output becomes channels of the patch embedding. */
export const tap = z.object({
  layer: z.string().min(1),
  /** The way a finer map comes to the grid: mean over whole blocks, or bilinear; a coarser one is always bilinear. */
  resize: z.enum(['mean', 'bilinear']).default('mean'),
  /**
   * The layout of the value of an ONNX network: a map [n, channels, height, width] or [n, height, width, channels], or
   * the tokens of a transformer [n, tokens, channels], row by row, with those of no place (class, registers) first.
   */
  form: z.enum(['channels-first', 'channels-last', 'tokens']).optional(),
});
export type Tap = z.infer<typeof tap>;

/**
 * The shape of a projection: `z = W v + b`, or with hidden units `z = W2 relu(W1 v + b1) + b2`; the numbers are in a
 * file beside the manifest.
 */
export const projection = z.object({
  dimensions: z.int().positive(),
  hidden: z.int().positive().optional(),
  weights: z.string().min(1),
  sha256,
});

export const imageEmbedding = z.object({
  pooling: z.enum(['gap', 'gmp', 'flatten-dense']).default('gap'),
  projection: projection.optional(),
  l2Norm: z.boolean().default(true),
});

/**
 * The projection that the vector which describes a frame's defect (mean of its worst patches, standardised by the bank,
 * unit length) goes through to tell kinds of defects apart; taken at unit length again. Patches and scores do not
 * change.
 */
export const defectEmbedding = z.object({ projection });

/** The backbone that another one was made from, and by what. */
export const backboneOrigin = z.object({
  name: z.string(),
  version: z.string(),
  sha256,
  /** Such as `quantise`. */
  how: z.string(),
});

/**
 * The manifest of a backbone folder: `manifest.json` beside `model.json` and its weight files, or beside `model.onnx`.
 */
export const backboneManifest = z.object({
  format: z.literal('touchstone-backbone/1'),
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/),
  version: z.string().min(1),
  description: z.string().default(''),
  /** The format of the network: a tfjs LayersModel when not said, or an ONNX graph whose outputs are the taps. */
  network: z.literal('onnx').optional(),
  /** The precision of the numbers that the network computes with; float32 when not said. */
  precision: z.literal('int8').optional(),
  madeFrom: backboneOrigin.optional(),
  /** SHA-256 of model.json followed by its weight files in the order of its weightsManifest, or of model.onnx. */
  sha256,
  /** Pixels that the network sees when nobody asks for another size. */
  inputSize: z.object({ width: z.int().min(32).max(2048), height: z.int().min(32).max(2048) }),
  colourOrder: z.enum(['rgb', 'bgr']).default('rgb'),
  scaling: pixelScaling,
  taps: z.array(tap).min(1),
  /** Pixels of the input per grid cell. */
  gridStride: z.int().positive(),
  /** Side of the neighbourhood mean over patches; 1 is none, PatchCore's paper has 3. */
  neighbourhood: z.int().positive().default(1),
  projection: projection.optional(),
  l2Norm: z.boolean().default(false),
  imageEmbedding: imageEmbedding.prefault({}),
  defectEmbedding: defectEmbedding.optional(),
  provenance: z.object({
    source: z.string(),
    licence: z.string(),
    note: z.string().default(''),
  }),
});
export type BackboneManifest = z.infer<typeof backboneManifest>;
/** A manifest as a person writes it: defaults may be left out. */
export type BackboneManifestInput = z.input<typeof backboneManifest>;
