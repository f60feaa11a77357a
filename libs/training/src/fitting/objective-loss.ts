import type { Tf } from '#tensors';
import { headDecayMask, headForward, headLength, initialHead } from '../heads/head.js';
import { arcFace } from '../objectives/arcface.js';
import { contrastive } from '../objectives/contrastive.js';
import { crossEntropy } from '../objectives/cross-entropy.js';
import { momentumContrast } from '../objectives/moco.js';
import { ntXent } from '../objectives/nt-xent.js';
import { tripletBatchHard } from '../objectives/triplet.js';
import { randomOf } from '#numbers';
import type { Scalar, Tensor1D, Tensor2D } from './tensor-types.js';
import type { FittingSettings } from './settings.js';

const classifierStream = 23;

/** Numbers that are trained besides the head's and left behind afterwards: a classifier. */
export function extraLength({ objective, shape }: FittingSettings, classes: number): number {
  if (objective.kind === 'cross-entropy') return classes * (shape.dimensions + 1);
  return objective.kind === 'arcface' ? classes * shape.dimensions : 0;
}

/** Returns the head's numbers and then the classifier's, drawn by the seed. */
export function initialWeights(settings: FittingSettings, classes: number): Float32Array {
  const { shape, seed } = settings;
  const random = randomOf(seed, classifierStream);
  const deviation = 1 / Math.sqrt(shape.dimensions);
  const extra = Array.from({ length: extraLength(settings, classes) }, () => deviation * random.normal()); // prettier-ignore
  return Float32Array.from([...initialHead(shape, seed).values, ...extra]);
}

/** Returns 1 where weight decay applies. */
export function weightMask(settings: FittingSettings, classes: number): Float32Array {
  const mask = new Float32Array(headLength(settings.shape) + extraLength(settings, classes));
  mask.set(headDecayMask(settings.shape));
  return mask;
}

/** A batch as tensors; keys and queue are MoCo's alone. */
export interface LossInput {
  readonly rows: Tensor2D;
  readonly labels: readonly number[];
  readonly classes: number;
  readonly keys: Tensor2D | null;
  readonly queue: Tensor2D | null;
}

/** Returns the objective's loss of a batch under these weights. */
export function objectiveLoss(
  tf: Tf,
  { objective, shape }: FittingSettings,
  weights: Tensor1D,
  { rows, labels, classes, keys, queue }: LossInput,
): Scalar {
  const embeddings = headForward(tf, shape, weights, rows);
  const width = shape.dimensions;
  const extra = (from: number, length: number) => weights.slice(headLength(shape) + from, length);
  const directions = () => extra(0, classes * width).reshape<Tensor2D>([classes, width]);
  switch (objective.kind) {
    case 'cross-entropy': {
      const bias = extra(classes * width, classes);
      // Unit embeddings bound the decisions; this widens them to what a softmax needs.
      const widened = shape.l2Norm ? embeddings.mul<Tensor2D>(unitScale) : embeddings;
      return crossEntropy(tf, widened, { weights: directions(), bias }, labels);
    }
    case 'arcface':
      return arcFace(tf, embeddings, directions(), labels, objective);
    case 'triplet':
      return tripletBatchHard(tf, embeddings, labels, objective.margin);
    case 'contrastive':
      return contrastive(tf, embeddings, labels, objective.margin);
    case 'simclr':
      return ntXent(tf, embeddings, objective.temperature);
    case 'moco':
      return momentumContrast(tf, embeddings, keys!, queue!, objective.temperature);
  }
}

const unitScale = 8;
