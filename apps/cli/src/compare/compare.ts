import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { compareWays, refuseTooFewImages, type Tools } from '#training';
import { areaUnderRoc } from '#numbers';
import { resolveBackbone } from '#embedding';
import { say, withTools } from '../analysis/tools.js';
import { untilStopped } from '../client/until-stopped.js';
import { readLayout, type EvaluationSet } from '#evaluation';
import { readSettings } from '../settings.js';
import { startStages } from '../train/stages.js';
import { barsSvg } from './bars-svg.js';
import { wayName } from './comparison-names.js';
import { comparisonLines, comparisonPage } from './comparison-text.js';
import { defectsOf, describeSet, goodOf } from './describe-set.js';
import {
  refuseTooFewViews,
  seedsOf,
  trainsHeads,
  waysFrom,
  type CompareOptions,
} from './options.js';
import { rankedRows, type BackboneFigures, type Comparison } from './ranked-rows.js';

/**
 * Runs the comparison.
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
  // A folder that cannot be made is said now, not after the work.
  if (options.out !== undefined) await mkdir(dirname(options.out), { recursive: true });
  let ended = false;
  await untilStopped(async (signal) => {
    const found: BackboneFigures[] = [];
    for (const name of options.backbone)
      found.push(await withTools(name, (tools) => figuresOf(set, options, tools, signal)));
    const result = comparisonOf(set, options, found);
    say(result, comparisonLines(result), options.json);
    if (options.out !== undefined) await draw(options.out, result);
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
    const described = await describeSet(set, options, tools, signal, stages);
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

function comparisonOf(
  set: EvaluationSet,
  options: CompareOptions,
  found: readonly BackboneFigures[],
): Comparison {
  return {
    set: set.name,
    images: { normals: set.train.length, good: goodOf(set).length, defects: defectsOf(set).length },
    kinds: [...new Set(defectsOf(set).map(({ type }) => type))],
    objective: trainsHeads(options) ? options.objective : null,
    seeds: seedsOf(options),
    patches: found.map(({ backbone, patchAuroc }) => ({
      backbone: backbone.manifest.name,
      imageAuroc: patchAuroc,
    })),
    rows: rankedRows(found),
  };
}

async function draw(out: string, result: Comparison): Promise<void> {
  await writeFile(out, /\.svg$/i.test(out) ? barsSvg(result) : comparisonPage(result));
  process.stderr.write(`Picture: ${out}\n`);
}
