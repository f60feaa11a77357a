import { readFile } from 'node:fs/promises';
import {
  describeWays,
  readPixels,
  type DescribedWays,
  type Tools,
  needsLabels,
  objectiveDefaults,
} from '#training';
import type { EvaluationSet, TestImage } from '#evaluation';
import type { Stages } from '../train/stages.js';
import { trainsHeads, type CompareOptions } from './options.js';

/** The seed of the bank and the variants; splits and heads have seeds of their own. */
const describingSeed = 1;

/**
 * Reads the set's images and describes them in every way that is asked for.
 * @throws TouchstoneError of the images' codes, naming the file; the signal's reason.
 */
export async function describeSet(
  set: EvaluationSet,
  options: CompareOptions,
  tools: Tools,
  signal: AbortSignal,
  stages: Stages,
): Promise<DescribedWays> {
  const trained = trainsHeads(options);
  const { views } = options;
  const reading = async (title: string, files: readonly string[]) => {
    const images = files.map((file) => ({ id: file, label: '', bytes: () => readFile(file) }));
    const onStep = (_: string, done: number, of: number) => stages.show(title, done, of);
    return (await readPixels(images, tools, { signal, onStep })).images;
  };
  const images = {
    normals: await reading('Reading good parts to learn from', set.train),
    good: await reading('Reading good parts that judge', goodOf(set)),
    defects: await reading('Reading defects', defectsOf(set).map(({ file }) => file)), // prettier-ignore
  };
  const unlabelled = trained && !needsLabels(objectiveDefaults[options.objective]);
  const asked = {
    poolings: options.pooling,
    views: trained ? views : 1,
    seed: describingSeed,
    unlabelled,
  };
  const onStep = (step: string, done: number, of: number) =>
    stages.show(titles[step] ?? step, done, of);
  return describeWays(images, asked, tools, { signal, onStep });
}

const titles: Readonly<Record<string, string>> = {
  learn: 'Embedding good parts',
  bank: 'Learning the good parts',
  embed: 'Embedding test images',
};

/** Lists the test images with a defect; `type` is its kind. */
export function defectsOf({ test }: EvaluationSet): TestImage[] {
  return test.filter(({ type }) => type !== 'good');
}

/** Lists the files of the good parts that judge. */
export function goodOf({ test }: EvaluationSet): string[] {
  return test.filter(({ type }) => type === 'good').map(({ file }) => file);
}
