import { type Vectors, vectorsOf } from '#analysis';
import type { Tf } from '#tensors';
import { applyHead, initialHead, type Head } from '../heads/head.js';
import { fitHead, type Fitted, type FittingRun } from '../fitting/fit-head.js';
import { needsLabels, type FittingSettings } from '../fitting/settings.js';
import { type TrainingVectors } from '../fitting/training-vectors.js';
import type { Described } from './describe.js';
import { kindFigures, precisionAmong, type KindFigures } from './figures.js';
import type { Tools } from './station-images.js';
import type { Split } from './split.js';
import { viewLikeness } from './view-likeness.js';

/** Images to learn kinds from, described. */
export interface KindsTask {
  /** The described images: labelled ones first, then unlabelled ones. */
  readonly described: Described;
  /** The labels of the labelled images. */
  readonly labels: readonly string[];
  readonly split: Split;
  readonly settings: FittingSettings;
  /** The text that identifies the images, their order, the backbone and how they were described. */
  readonly identity: string;
}

export interface KindsOutcome {
  readonly fitted: Fitted;
  /** The precision at 5 of the tuning images among the learning ones: accepted or refused by these alone. */
  readonly deciding: { readonly base: number; readonly trained: number };
  /** The figures on the judging images alone. */
  readonly base: KindFigures;
  readonly untrained: KindFigures;
  readonly trained: KindFigures;
}

export type Following = Pick<FittingRun, 'from' | 'signal' | 'onStep' | 'onEpoch' | 'onCheckpoint'>;

/** Trains a projection that brings images of one kind together, and judges it on images it never saw. */
export async function fitKinds(
  task: KindsTask,
  { runtime: { tf } }: Tools,
  following: Following = {},
): Promise<KindsOutcome> {
  const { settings } = task;
  const embed = (head: Head, places: readonly number[]) => embeddedBy(task, head, places, tf);
  const fitted = await fitProjection(task, tf, following);
  const untrained = initialHead(settings.shape, settings.seed);
  const judgedBy = async (named: (places: readonly number[]) => Vectors) => {
    // Judging blocks the thread for a second or two; signals are served before each.
    await new Promise((resolve) => setImmediate(resolve));
    following.signal?.throwIfAborted();
    return judged(task, named);
  };
  return {
    fitted,
    deciding: {
      base: precisionOfTuning(task, (places) => baseOf(task, places)),
      trained: precisionOfTuning(task, (places) => embed(fitted.head, places)),
    },
    base: await judgedBy((places) => baseOf(task, places)),
    untrained: await judgedBy((places) => embed(untrained, places)),
    trained: await judgedBy((places) => embed(fitted.head, places)),
  };
}

/**
 * Fits the projection alone: the epoch that is best on the tuning images is kept, the judging ones are not looked at.
 */
export async function fitProjection(
  task: KindsTask,
  tf: Tf,
  following: Following,
): Promise<Fitted> {
  const { settings } = task;
  const embed = (head: Head, places: readonly number[]) => embeddedBy(task, head, places, tf);
  const heldOut = needsLabels(settings.objective)
    ? (head: Head) => precisionOfTuning(task, (places) => embed(head, places))
    : (head: Head) => viewLikeness(tf, head, task.described, unlabelledSplit(task).tune);
  return fitHead({ tf, settings, vectors: trainingVectors(task), heldOut, ...following });
}

/** Returns images as they are, through a head. */
export function embeddedBy(
  { described }: Pick<KindsTask, 'described'>,
  head: Head,
  places: readonly number[],
  tf: Tf,
): Vectors {
  const project = (rows: Float32Array) => applyHead(tf, head, rows);
  return embedded(described, places, project, head.shape.dimensions);
}

/** Tells whether it learned something, and is no worse than what it started from; the judging images have no say. */
export function isBetter({ deciding, fitted }: Pick<KindsOutcome, 'deciding' | 'fitted'>): boolean {
  return fitted.bestEpoch > 0 && deciding.trained >= deciding.base;
}

function judged(
  { labels, split }: KindsTask,
  embed: (places: readonly number[]) => Vectors,
): KindFigures {
  const of = (places: readonly number[]) => places.map((place) => labels[place]!);
  const learn = { vectors: embed(split.learn), labels: of(split.learn) };
  return kindFigures(embed(split.judge), of(split.judge), learn);
}

/** Tuning images look for their kind among the learning ones. */
function precisionOfTuning(
  { labels, split }: KindsTask,
  embed: (places: readonly number[]) => Vectors,
): number {
  const of = (places: readonly number[]) => places.map((place) => labels[place]!);
  return precisionAmong(embed(split.tune), of(split.tune), embed(split.learn), of(split.learn));
}

function trainingVectors(task: KindsTask): TrainingVectors {
  const { described, labels, split, settings, identity } = task;
  const { inputs, views } = described;
  const named = needsLabels(settings.objective);
  const places = named ? split.learn : unlabelledSplit(task).learn;
  const values = new Float32Array(places.length * views * inputs);
  const width = views * inputs;
  places.forEach((place, row) =>
    values.set(described.values.subarray(place * width, (place + 1) * width), row * width),
  );
  const kinds = [...new Set(labels)].sort();
  const classes = named ? places.map((place) => kinds.indexOf(labels[place]!)) : null;
  return { inputs, items: places.length, views, values, labels: classes, identity };
}

/**
 * Splits without labels: all that neither judges nor tunes, and the images without a label, every tenth of them to
 * tune.
 */
function unlabelledSplit({ described, labels, split }: KindsTask): Pick<Split, 'learn' | 'tune'> {
  const rest = Array.from({ length: described.items - labels.length }, (_, i) => labels.length + i);
  return {
    learn: [...split.learn, ...rest.filter((_, i) => i % 10 !== 0)],
    tune: [...split.tune, ...rest.filter((_, i) => i % 10 === 0)],
  };
}

function baseOf({ described }: KindsTask, places: readonly number[]): Vectors {
  const { values, dimensions } = described.base;
  return vectorsOf(
    places.map((place) => values.subarray(place * dimensions, (place + 1) * dimensions)),
  );
}

/** Returns images as they are, through a projection. */
export function embedded(
  { inputs, views, values }: Described,
  places: readonly number[],
  project: (rows: Float32Array) => Float32Array,
  dimensions: number,
): Vectors {
  const rows = new Float32Array(places.length * inputs);
  places.forEach((place, row) => {
    const start = place * views * inputs;
    rows.set(values.subarray(start, start + inputs), row * inputs);
  });
  return { values: project(rows), count: places.length, dimensions };
}
