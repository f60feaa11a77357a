import { z } from 'zod';
import { backboneManifest } from '../models/backbone-manifest.js';

/** The objectives of a head that tells kinds of defects apart; `compare` and the study `train` know these alone. */
export const kindObjectives = [
  'cross-entropy',
  'triplet',
  'contrastive',
  'arcface',
  'simclr',
  'moco',
] as const;
export type KindObjective = (typeof kindObjectives)[number];

/**
 * The objectives of a training: kinds of defects; from good parts alone how much each channel of the patches counts; or
 * what a larger backbone sees in them.
 */
export const trainingObjectives = [...kindObjectives, 'one-class', 'distillation'] as const;
export type TrainingObjective = (typeof trainingObjectives)[number];

/** The name of the new version, which no backbone has yet. */
const name = backboneManifest.shape.name;
const seed = z.int().min(0).max(2 ** 31 - 1).default(1); // prettier-ignore

/** A head that tells a station's kinds of defects apart, trained on its reviews and its normals. */
export const kindTrainSettings = z.strictObject({
  name,
  // Optional within its default: a union looks for the objective before any default is filled in.
  objective: z.enum(kindObjectives).optional().default('cross-entropy'),
  head: z.enum(['linear', 'mlp']).default('linear'),
  /** The number of epochs at most; training ends earlier when the held-out figure does not rise. */
  epochs: z.int().min(1).max(500).default(40),
  /** The number of variants of each image: one as it is, the others augmented. */
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

/** The convolutions, tuned to give a larger backbone's patches of a station's normals with defects pasted into them. */
export const distillationTrainSettings = z.strictObject({
  name,
  objective: z.literal('distillation'),
  /** The larger one, by its name. */
  teacher: name,
  /** The number of steps at most; training ends earlier when the held-out difference does not fall. */
  steps: z.int().min(1).max(20_000).default(300),
  /** The last so many convolutions alone; without it, all. */
  layers: z.int().min(1).max(1000).optional(),
  seed,
});
export type DistillationTrainSettings = z.infer<typeof distillationTrainSettings>;

export const trainSettings = z.discriminatedUnion('objective', [
  kindTrainSettings,
  oneClassTrainSettings,
  distillationTrainSettings,
]);
export type TrainSettings = z.infer<typeof trainSettings>;

const epochFigures = z.object({
  /** The number of the epoch, counted from 1. */
  epoch: z.int(),
  /** Mean loss of its steps. */
  loss: z.number(),
  /** The held-out figure after it, the larger the better; of distillation the held-out difference, the smaller the better. */
  heldOut: z.number(),
});

/** A point of the curve; a training that holds nothing out before the end has the loss alone. */
const curvePoint = epochFigures.extend({ heldOut: z.number().nullable() });
export type CurvePoint = z.infer<typeof curvePoint>;

/** The progress of a training, beside its step. */
export const trainingProgress = z.object({
  /** The epoch in hand, counted from 1; `epochs` is how many there are at most. */
  epoch: z.int(),
  epochs: z.int(),
  /** The loss of the newest batch. */
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

/** The result of the training of a head. */
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
  /** The figures on images that decide nothing. */
  judging: z.object({ base: kindFigures, untrained: kindFigures, trained: kindFigures }),
  /** The epoch that is kept; 0: the untrained head was best. */
  bestEpoch: z.int(),
  curve: z.array(epochFigures),
});
export type KindTrainingResult = z.infer<typeof kindTrainingResult>;

const beforeAndAfter = z.object({ before: z.number(), after: z.number() });

/** The numbers of images that a training from good parts sees. */
const goodParts = z.object({
  normals: z.int(),
  /** Frames that people answered with ok, and are no normals; they do not speak for what was learned. */
  good: z.int(),
  /** Frames that people called a defect; they do not either. */
  defects: z.int(),
});
export type GoodPartCounts = z.infer<typeof goodParts>;

/** The result of a training from good parts alone; its figures are AUROC by a memory bank. */
export const oneClassTrainingResult = anyResult.extend({
  objective: z.literal('one-class'),
  images: goodParts,
  /** The numbers of normals that made the bank, showed what is learned, and decided. */
  parts: z.object({ bank: z.int(), fit: z.int(), decide: z.int() }),
  /**
   * The AUROC of patches under defects pasted into normals that nothing was learned from, against those normals'
   * hardest.
   */
  deciding: beforeAndAfter,
  /** The AUROC of the frames that decide nothing, by their scores; null without good ones or defects among them. */
  judging: beforeAndAfter.nullable(),
  curve: z.array(curvePoint),
});
export type OneClassTrainingResult = z.infer<typeof oneClassTrainingResult>;

const threeFigures = beforeAndAfter.extend({
  /** The figure of the larger backbone, which is what there is to gain. */
  teacher: z.number(),
});

/** The result of learning from a larger backbone. */
export const distillationTrainingResult = anyResult.extend({
  objective: z.literal('distillation'),
  teacher: z.string(),
  images: goodParts,
  /** The numbers of normals that were learned from, chose the epoch, and decided. */
  parts: z.object({ fit: z.int(), choose: z.int(), decide: z.int() }),
  deciding: z.object({
    /** AUROC of patches under defects pasted into normals that nothing was learned from, against those normals' hardest. */
    auroc: threeFigures,
    /** Mean squared difference to the teacher's patches there, both standardised: about 2 where they have nothing in common. */
    error: beforeAndAfter,
  }),
  /** Image AUROC of the reviewed frames, which may speak against it alone; null without good ones or defects among them. */
  judging: threeFigures.nullable(),
  /** The epoch that is kept; 0: what it started from was best. */
  bestEpoch: z.int(),
  curve: z.array(epochFigures),
});
export type DistillationTrainingResult = z.infer<typeof distillationTrainingResult>;

/** The result of a training, by its objective. */
export const trainingResult = z.discriminatedUnion('objective', [
  kindTrainingResult,
  oneClassTrainingResult,
  distillationTrainingResult,
]);
export type TrainingResult = z.infer<typeof trainingResult>;
