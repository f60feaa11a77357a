import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  compareWays,
  describeWays,
  readPixels,
  refuseTooFewImages,
  waysOf,
  type HeadKind,
  type Tools,
  type WayPooling,
} from '#adaptation';
import { areaUnderRoc } from '#analysis';
import { TouchstoneError } from '#contracts';
import { resolveBackbone } from '#embedding';
import { needsLabels, objectiveDefaults, type ObjectiveKind } from '#training';
import { say, withTools } from '../analysis/tools.js';
import { untilStopped } from '../client/until-stopped.js';
import { readLayout, type EvaluationSet } from '../evaluate/read-layout.js';
import { readSettings } from '../settings.js';
import { startStages, type Stages } from '../train/stages.js';
import { barsSvg } from './bars-svg.js';
import { wayName } from './comparison-names.js';
import { comparisonLines, comparisonPage } from './comparison-text.js';
import { rankedRows, type BackboneFigures, type Comparison } from './ranked-rows.js';

export interface CompareOptions {
  backbone: string[];
  pooling: WayPooling[];
  heads: HeadKind[];
  l2: ('on' | 'off')[];
  objective: ObjectiveKind;
  epochs: number;
  views: number;
  seeds: number;
  out?: string;
  json?: boolean;
}

/** Of the bank and the views; splits and heads have seeds of their own. */
const describingSeed = 1;

/**
 * Ctrl-C ends it without a table, exit code 130.
 * @throws TouchstoneError folder-layout; backbone-not-found; validation-failed for too few kinds or images, or too few
 * views for the objective.
 */
export async function compare(folder: string, options: CompareOptions): Promise<void> {
  const settings = readSettings();
  for (const name of options.backbone) await resolveBackbone(name, settings.backboneFolders);
  refuseTooFewViews(options);
  const set = await readLayout(folder);
  refuseTooFewImages(defectsOf(set).map(({ type }) => type));
  let ended = false;
  await untilStopped(async (signal) => {
    const found: BackboneFigures[] = [];
    for (const name of options.backbone)
      found.push(await withTools(name, (tools) => figuresOf(set, options, tools, signal)));
    const result = comparisonOf(set, options, found);
    if (options.out !== undefined) await draw(options.out, result);
    say(result, comparisonLines(result), options.json);
    ended = true;
  });
  if (ended) return;
  process.stderr.write('Stopped: nothing was compared to its end, and nothing is kept.\n');
  process.exitCode = 130;
}

async function figuresOf(
  set: EvaluationSet,
  options: CompareOptions,
  tools: Tools,
  signal: AbortSignal,
): Promise<BackboneFigures> {
  const { manifest } = tools.backbone;
  const stages = startStages();
  try {
    const described = await describe(set, options, tools, signal, stages);
    const ways = waysFrom(options);
    const labels = defectsOf(set).map(({ type }) => type);
    const seeds = seedsOf(options);
    const plan = { ways, labels, objective: options.objective, epochs: options.epochs, seeds };
    const figures = await compareWays(described, plan, tools, {
      signal,
      onWay: (done, of, { way, seed, trained }) =>
        stages.show(`Comparing on ${manifest.name}`, done, of, `${wayName(way)}, seed ${seed}, ${Math.round(100 * trained)} %`), // prettier-ignore
    });
    const { good, defects } = described.patchScores;
    return { backbone: tools.backbone, ways, figures, patchAuroc: areaUnderRoc(good, defects) };
  } finally {
    stages.stop();
  }
}

async function describe(
  set: EvaluationSet,
  { pooling, heads, views, objective }: CompareOptions,
  tools: Tools,
  signal: AbortSignal,
  stages: Stages,
) {
  const trained = heads.some((head) => head !== 'none');
  const reading = (title: string, files: readonly string[]) =>
    readPixels(
      files.map((file) => ({ id: file, label: '', bytes: () => readFile(file) })),
      tools,
      {
        signal,
        onStep: (_, done, of) => stages.show(title, done, of),
      },
    );
  const normals = await reading('Reading good parts to learn from', set.train);
  const good = await reading('Reading good parts that judge', goodOf(set));
  const defects = await reading('Reading defects', defectsOf(set).map(({ file }) => file)); // prettier-ignore
  const images = { normals: normals.images, good: good.images, defects: defects.images };
  const unlabelled = trained && !needsLabels(objectiveDefaults[objective]);
  const asked = { poolings: pooling, views: trained ? views : 1, seed: describingSeed, unlabelled };
  const onStep = (step: string, done: number, of: number) =>
    stages.show(titles[step] ?? step, done, of);
  return describeWays(images, asked, tools, { signal, onStep });
}

const titles: Readonly<Record<string, string>> = {
  learn: 'Embedding good parts',
  bank: 'Learning the good parts',
  embed: 'Embedding test images',
};

function waysFrom({ pooling, l2, heads }: CompareOptions) {
  return waysOf({ poolings: pooling, l2Norms: l2.map((norm) => norm === 'on'), heads });
}

function comparisonOf(
  set: EvaluationSet,
  options: CompareOptions,
  found: readonly BackboneFigures[],
): Comparison {
  const trained = options.heads.some((head) => head !== 'none');
  return {
    set: set.name,
    images: { normals: set.train.length, good: goodOf(set).length, defects: defectsOf(set).length },
    kinds: [...new Set(defectsOf(set).map(({ type }) => type))],
    objective: trained ? options.objective : null,
    seeds: seedsOf(options),
    patches: found.map(({ backbone, patchAuroc }) => ({
      backbone: backbone.manifest.name,
      imageAuroc: patchAuroc,
    })),
    rows: rankedRows(found),
  };
}

function seedsOf({ seeds }: CompareOptions): number[] {
  return Array.from({ length: seeds }, (_, i) => i + 1);
}

function defectsOf({ test }: EvaluationSet) {
  return test.filter(({ type }) => type !== 'good');
}

function goodOf({ test }: EvaluationSet): string[] {
  return test.filter(({ type }) => type === 'good').map(({ file }) => file);
}

async function draw(out: string, result: Comparison): Promise<void> {
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, /\.svg$/i.test(out) ? barsSvg(result) : comparisonPage(result));
  process.stderr.write(`Picture: ${out}\n`);
}

function refuseTooFewViews({ objective, views, heads }: CompareOptions): void {
  const trained = heads.some((head) => head !== 'none');
  if (views > 1 || !trained || needsLabels(objectiveDefaults[objective])) return;
  throw new TouchstoneError(
    'validation-failed',
    `--objective ${objective} learns from two views of each image at least; --views is ${views}. Give --views 2 or more.`,
  );
}
