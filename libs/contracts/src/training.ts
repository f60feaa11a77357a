import { z } from 'zod';
import { backboneManifest } from './backbone-manifest.js';

/** What a head that tells kinds of defects apart is trained by; `compare` and `train-study` know these alone. */
export const kindObjectives = [
  'cross-entropy',
  'triplet',
  'contrastive',
  'arcface',
  'simclr',
  'moco',
] as const;
export type KindObjective = (typeof kindObjectives)[number];

/** All that a training may be for: kinds of defects, or from good parts alone how much each channel of the patches counts. */
export const trainingObjectives = [...kindObjectives, 'one-class'] as const;
export type TrainingObjective = (typeof trainingObjectives)[number];

/** Of the new version: the name of a backbone that is not there yet. */
const name = backboneManifest.shape.name;
const seed = z.int().min(0).max(2 ** 31 - 1).default(1); // prettier-ignore

/** A head that tells a station's kinds of defects apart, trained on its reviews and its normals. */
export const kindTrainSettings = z.strictObject({
  name,
  // Optional within its default: a union looks for the objective before any default is filled in.
  objective: z.enum(kindObjectives).optional().default('cross-entropy'),
  head: z.enum(['linear', 'mlp']).default('linear'),
  /** At most; it ends when the held-out figure does not rise. */
  epochs: z.int().min(1).max(500).default(40),
  /** Of each image: as it is and augmented. */
  views: z.int().min(2).max(20).default(6),
  seed,
});
export type KindTrainSettings = z.infer<typeof kindTrainSettings>;

/** Weights of the channels of the patches, learned from a station's normals with defects pasted into them. */
export const oneClassTrainSettings = z.strictObject({
  name,
  objective: z.literal('one-class'),
  seed,
});
export type OneClassTrainSettings = z.infer<typeof oneClassTrainSettings>;

export const trainSettings = z.discriminatedUnion('objective', [
  kindTrainSettings,
  oneClassTrainSettings,
]);
export type TrainSettings = z.infer<typeof trainSettings>;

const epochFigures = z.object({
  /** Counted from 1. */
  epoch: z.int(),
  /** Mean loss of its steps. */
  loss: z.number(),
  /** The held-out figure after it, the larger the better. */
  heldOut: z.number(),
});

/** Where nothing is held out before the end, there is the loss alone. */
const curvePoint = epochFigures.extend({ heldOut: z.number().nullable() });
export type CurvePoint = z.infer<typeof curvePoint>;

/** How far a training is, beside its step. */
export const trainingProgress = z.object({
  /** In hand, counted from 1, and how many there are at most. */
  epoch: z.int(),
  epochs: z.int(),
  /** Of the newest batch. */
  loss: z.number(),
  /** The epochs that have ended, or some of them. */
  curve: z.array(curvePoint),
});
export type TrainingProgress = z.infer<typeof trainingProgress>;

const kindFigures = z.object({
  precisionAt5: z.number(),
  nearestAccuracy: z.number(),
  balancedAccuracy: z.number().nullable(),
});

const kindCount = z.object({ kind: z.string(), images: z.int() });

const anyResult = z.object({
  name: z.string(),
  /** The version lies among the backbones; else it is nowhere and the figures say why. */
  accepted: z.boolean(),
  /** The backbone that it started from and was compared with. */
  base: z.string(),
});

/** What the training of a head ended with. */
export const kindTrainingResult = anyResult.extend({
  objective: z.enum(kindObjectives),
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
export type KindTrainingResult = z.infer<typeof kindTrainingResult>;

const beforeAndAfter = z.object({ before: z.number(), after: z.number() });

/** What a training from good parts alone ended with; its figures are AUROC by a memory bank. */
export const oneClassTrainingResult = anyResult.extend({
  objective: z.literal('one-class'),
  images: z.object({
    normals: z.int(),
    /** Frames that people answered with ok, and are no normals; they decide nothing. */
    good: z.int(),
    /** Frames that people called a defect; they decide nothing. */
    defects: z.int(),
  }),
  /** How many normals made the bank, showed what is learned, and decided. */
  parts: z.object({ bank: z.int(), fit: z.int(), decide: z.int() }),
  /** Of patches under defects pasted into normals that nothing was learned from, against those normals' hardest. */
  deciding: beforeAndAfter,
  /** Of the frames that decide nothing, by their scores; null without good ones or defects among them. */
  judging: beforeAndAfter.nullable(),
  curve: z.array(curvePoint),
});
export type OneClassTrainingResult = z.infer<typeof oneClassTrainingResult>;

/** What a training ended with. */
export const trainingResult = z.discriminatedUnion('objective', [
  kindTrainingResult,
  oneClassTrainingResult,
]);
export type TrainingResult = z.infer<typeof trainingResult>;
