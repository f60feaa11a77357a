import { z } from 'zod';
import { backboneManifest } from './backbone-manifest.js';

export const trainingObjectives = [
  'cross-entropy',
  'triplet',
  'contrastive',
  'arcface',
  'simclr',
  'moco',
] as const;

/** A head that tells a station's kinds of defects apart, trained on its reviews and its normals. */
export const trainSettings = z.strictObject({
  /** Of the new version: the name of a backbone that is not there yet. */
  name: backboneManifest.shape.name,
  objective: z.enum(trainingObjectives).default('cross-entropy'),
  head: z.enum(['linear', 'mlp']).default('linear'),
  /** At most; it ends when the held-out figure does not rise. */
  epochs: z.int().min(1).max(500).default(40),
  /** Of each image: as it is and augmented. */
  views: z.int().min(2).max(20).default(6),
  seed: z.int().min(0).max(2 ** 31 - 1).default(1), // prettier-ignore
});
export type TrainSettings = z.infer<typeof trainSettings>;

const epochFigures = z.object({
  /** Counted from 1. */
  epoch: z.int(),
  /** Mean loss of its steps. */
  loss: z.number(),
  /** The held-out figure after it, the larger the better. */
  heldOut: z.number(),
});

/** How far a training is, beside its step. */
export const trainingProgress = z.object({
  /** In hand, counted from 1, and how many there are at most. */
  epoch: z.int(),
  epochs: z.int(),
  /** Of the newest batch. */
  loss: z.number(),
  /** The epochs that have ended. */
  curve: z.array(epochFigures),
});
export type TrainingProgress = z.infer<typeof trainingProgress>;

const kindFigures = z.object({
  precisionAt5: z.number(),
  nearestAccuracy: z.number(),
  balancedAccuracy: z.number().nullable(),
});

const kindCount = z.object({ kind: z.string(), images: z.int() });

/** What a training ended with. */
export const trainingResult = z.object({
  name: z.string(),
  /** The version lies among the backbones; else it is nowhere and the figures say why. */
  accepted: z.boolean(),
  /** The backbone that it started from and was compared with. */
  base: z.string(),
  objective: z.enum(trainingObjectives),
  images: z.object({
    normals: z.int(),
    kinds: z.array(kindCount),
    /** Kinds with too few images to learn, to decide and to judge. */
    leftOut: z.array(kindCount),
  }),
  /** Precision at 5 of the images that decide. */
  deciding: z.object({ base: z.number(), trained: z.number() }),
  /** On images that decide nothing. */
  judging: z.object({ base: kindFigures, untrained: kindFigures, trained: kindFigures }),
  /** 0: the untrained head was best. */
  bestEpoch: z.int(),
  curve: z.array(epochFigures),
});
export type TrainingResult = z.infer<typeof trainingResult>;
