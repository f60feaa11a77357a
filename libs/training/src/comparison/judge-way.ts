import { areaUnderRoc } from '#numbers';
import { nearestAmong, unitVectors, type Vectors } from '#analysis';
import { applyHead, type Head } from '../heads/head.js';
import { settingsFor, type FittingSettings, type ObjectiveKind } from '../fitting/settings.js';
import type { Described } from '../kinds/describe.js';
import { kindFigures, type KindFigures } from '../kinds/figures.js';
import { embedded, fitProjection, type Following } from '../kinds/fit-kinds.js';
import type { Tools } from '../kinds/station-images.js';
import type { Split } from '../kinds/split.js';
import type { DescribedWays } from './describe-ways.js';
import type { Combination } from './combinations.js';

/** The figures of one way and one seed, on images that no head learned from or was chosen by. */
export interface WayFigures extends Pick<KindFigures, 'precisionAt5' | 'nearestAccuracy'> {
  /**
   * The AUROC of good against defect by the distance to the nearest good part that was learned from; null where there
   * is none.
   */
  readonly imageAuroc: number | null;
}

/** The settings by which heads are trained, whatever they are put on. */
export interface HeadTraining {
  readonly objective: ObjectiveKind;
  readonly epochs: number;
  readonly seed: number;
}

/** A way's vectors before its head. */
export interface WayInput {
  /** The labels of the labelled images. */
  readonly labels: readonly string[];
  readonly learning: Described;
  readonly normals: Vectors | undefined;
  readonly good: Vectors | undefined;
}

/** Returns the described images by a way's pooling, at unit length where it says so. */
export function inputOf(
  { learning, normals, good }: DescribedWays,
  labels: readonly string[],
  { pooling, l2Norm }: Combination,
): WayInput {
  const norm = (vectors: Vectors | undefined) =>
    vectors && l2Norm ? unitVectors(vectors) : vectors;
  const described = learning.get(pooling)!;
  const { values, inputs, items, views } = described;
  const unit = norm({ values, count: items * views, dimensions: inputs })!;
  return {
    labels,
    learning: { ...described, values: unit.values },
    normals: norm(normals.get(pooling)),
    good: norm(good.get(pooling)),
  };
}

/** Trains the way's head on the split's learning images, and judges the vectors on its judging ones. */
export async function judgeWay(
  way: Combination,
  input: WayInput,
  split: Split,
  training: HeadTraining,
  tools: Tools,
  following: Following = {},
): Promise<WayFigures> {
  const head = await headOf(way, input, split, training, tools, following);
  const { tf } = tools.runtime;
  const project = (rows: Float32Array) => (head ? applyHead(tf, head, rows) : rows);
  const dimensions = head?.shape.dimensions ?? input.learning.inputs;
  const judging = embedded(input.learning, split.judge, project, dimensions);
  const through = (vectors: Vectors): Vectors => ({
    values: project(vectors.values),
    count: vectors.count,
    dimensions,
  });
  const { precisionAt5, nearestAccuracy } = kindFigures(
    judging,
    split.judge.map((place) => input.labels[place]!),
  );
  const auroc =
    input.normals && input.good
      ? await aurocOf(through(input.normals), through(input.good), judging, tools)
      : null;
  return { precisionAt5, nearestAccuracy, imageAuroc: auroc };
}

async function aurocOf(
  normals: Vectors,
  good: Vectors,
  defects: Vectors,
  { runtime }: Tools,
): Promise<number | null> {
  const far = async (some: Vectors) =>
    Array.from((await nearestAmong(runtime, some, normals, 1)).distances);
  return areaUnderRoc(await far(good), await far(defects));
}

async function headOf(
  way: Combination,
  { labels, learning }: WayInput,
  split: Split,
  training: HeadTraining,
  { runtime, backbone }: Tools,
  following: Following,
): Promise<Head | null> {
  if (way.head === 'none') return null;
  const settings = headSettings(way, learning.inputs, backbone.dimensions, training);
  const task = { described: learning, labels, split, settings, identity: '' };
  return (await fitProjection(task, runtime.tf, following)).head;
}

/**
 * Returns the settings that `touchstone train` has, for a head of any width. The learning rate falls as the inputs
 * grow, so that a step moves the outputs by the same part of themselves (Yang and Hu 2021, for Adam: as one over the
 * inputs).
 */
export function headSettings(
  { head, l2Norm }: Combination,
  inputs: number,
  dimensions: number,
  { objective, epochs, seed }: HeadTraining,
): FittingSettings {
  const hidden = head === 'mlp' ? 2 * dimensions : null;
  const shape = { inputs, hidden, dimensions, l2Norm };
  const settings = settingsFor(objective, shape, { epochs, seed });
  return { ...settings, learningRate: settings.learningRate * Math.min(1, dimensions / inputs) };
}
