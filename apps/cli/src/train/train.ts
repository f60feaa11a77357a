import { readFile } from 'node:fs/promises';
import {
  describeDefects,
  fitKinds,
  readPixels,
  splitByLabel,
  type KindFigures,
  type KindsOutcome,
  type PlantImage,
} from '#adaptation';
import { resolveBackbone } from '#embedding';
import {
  fittingDefaults,
  newestFitting,
  objectiveDefaults,
  writeFitting,
  type FittingSettings,
  type ObjectiveKind,
} from '#training';
import { say, withTools } from '../analysis/tools.js';
import { readLayout, type EvaluationSet } from '../evaluate/read-layout.js';
import { startProgress } from '../progress.js';
import { readSettings } from '../settings.js';
import { writeVersion } from './write-version.js';

export interface TrainOptions {
  objective: ObjectiveKind;
  out: string;
  backbone: string;
  head: 'linear' | 'mlp';
  epochs: number;
  views: number;
  seed: number;
  resume?: boolean;
  json?: boolean;
}

/** @throws TouchstoneError folder-layout; validation-failed where a kind has too few images. */
export async function train(folder: string, options: TrainOptions): Promise<void> {
  const set = await readLayout(folder);
  const base = await resolveBackbone(options.backbone, readSettings().backboneFolders);
  await withTools(options.backbone, async (tools) => {
    const progress = startProgress('Describing images');
    const watch = { onStep: (_: string, done: number, of: number) => progress.update(done, of) };
    const { normals, defects } = imagesOf(set);
    const [normalPixels, defectPixels] = [
      await readPixels(normals, tools, watch),
      await readPixels(defects, tools, watch),
    ];
    const described = await describeDefects(
      normalPixels.images,
      [...defectPixels.images, ...normalPixels.images],
      { views: options.views, seed: options.seed },
      tools,
      watch,
    );
    progress.stop();
    const labels = defects.map(({ label }) => label);
    const settings = settingsOf(options, described.inputs);
    const identity = `${tools.backbone.hash} ${defectPixels.sha256} ${normalPixels.sha256}`;
    const split = splitByLabel(labels, options.seed);
    const folderOfStates = `${options.out}.checkpoints`;
    const from = options.resume ? await newestFitting(folderOfStates) : undefined;
    const steps = startProgress('Training');
    const outcome = await fitKinds({ described, labels, split, settings, identity }, tools, {
      from,
      onStep: ({ step, steps: of, loss }) => steps.update(step, of, `loss ${loss.toFixed(3)}`),
      onCheckpoint: async (state) => void (await writeFitting(folderOfStates, state)),
    });
    steps.stop();
    const better = isBetter(outcome);
    await writeVersion(options.out, base, { options, settings, outcome, identity, better });
    say({ set: set.name, ...reportOf(outcome), better }, linesOf(outcome, better), options.json);
    if (!better) process.exitCode = 1;
  });
}

/** Worse than what it started from, or nothing learned: refused. */
function isBetter({ base, trained, fitted }: KindsOutcome): boolean {
  return fitted.bestEpoch > 0 && trained.precisionAt5 >= base.precisionAt5;
}

function imagesOf(set: EvaluationSet): { normals: PlantImage[]; defects: PlantImage[] } {
  const image = (file: string, label: string) => ({ id: file, label, bytes: () => readFile(file) });
  return {
    normals: set.train.map((file) => image(file, 'good')),
    defects: set.test
      .filter(({ type }) => type !== 'good')
      .map(({ file, type }) => image(file, type)),
  };
}

function settingsOf({ objective, head, epochs, seed }: TrainOptions, inputs: number) {
  const hidden = head === 'mlp' ? 2 * inputs : null;
  const shape = { inputs, hidden, dimensions: inputs, l2Norm: true };
  const settings: FittingSettings = {
    ...fittingDefaults,
    ...{ objective: objectiveDefaults[objective], shape, epochs, seed },
  };
  return settings;
}

function reportOf({ base, untrained, trained, fitted }: KindsOutcome) {
  const { bestEpoch, heldOut, history, stoppedEarly } = fitted;
  return { base, untrained, trained, bestEpoch, heldOut, history, stoppedEarly };
}

function linesOf({ base, untrained, trained, fitted }: KindsOutcome, better: boolean): string[] {
  const line = (name: string, figures: KindFigures) =>
    `${name.padEnd(12)}${figures.precisionAt5.toFixed(3)}  ${figures.nearestAccuracy.toFixed(3)}  ${(figures.balancedAccuracy ?? 0).toFixed(3)}`;
  const { history, bestEpoch } = fitted;
  return [
    'held-out images: precision at 5, nearest-neighbour accuracy, balanced accuracy',
    line('base', base),
    line('untrained', untrained),
    line('trained', trained),
    `loss ${history[0]?.loss.toFixed(3)} to ${history.at(-1)?.loss.toFixed(3)}; kept epoch ${bestEpoch} of ${history.length}`,
    better
      ? 'better than what it started from: the new backbone is written'
      : 'REFUSED: not better than what it started from; no manifest is written',
  ];
}
