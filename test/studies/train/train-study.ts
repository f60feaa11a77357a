import {
  crossFit,
  describePlantSet,
  kindSettings,
  readPlantSet,
  refuseTooFewImages,
  type CrossFitTask,
  type CrossFitted,
  type Tools,
  type TrainingStep,
  type ObjectiveKind,
} from '#training';
import { say, withTools } from '../../../apps/cli/src/analysis/tools.js';
import { untilStopped } from '../../../apps/cli/src/client/until-stopped.js';
import { readLayout } from '#evaluation';
import { startStages, type Stages } from '../../../apps/cli/src/train/stages.js';
import { stepTitle } from '../../../apps/cli/src/train/step-titles.js';
import { imagesOf, type TrainImages } from '../../../apps/cli/src/train/train.js';
import { rowOf, studyLines, type StudyRow } from './study-text.js';

export interface TrainStudyOptions {
  objectives: readonly ObjectiveKind[];
  backbone: string;
  head: 'linear' | 'mlp';
  folds: number;
  seeds: number;
  views: number;
  epochs: number;
  json?: boolean;
}

type Described = Omit<CrossFitTask, 'settings'>;

/**
 * Describes the images once and fits each objective with each seed. Ctrl-C ends it at once (exit code 130).
 * @throws TouchstoneError folder-layout, backbone-not-found; validation-failed for too few kinds or images of one.
 */
export async function trainStudy(folder: string, options: TrainStudyOptions): Promise<void> {
  const images = imagesOf(await readLayout(folder));
  refuseTooFewImages(images.defects.map(({ label }) => label));
  let ended = false;
  await untilStopped(async (signal) => {
    await withTools(options.backbone, async (tools) => {
      const rows = await studied(images, options, tools, signal);
      const { backbone, folds, seeds, views } = options;
      const head = { set: images.set, backbone, folds, seeds, views, defects: images.defects.length, normals: images.normals.length }; // prettier-ignore
      say({ ...head, objectives: rows }, studyLines(head, rows), options.json);
    });
    ended = true;
  });
  if (ended) return;
  process.stderr.write('Stopped: nothing was studied to its end, and nothing is kept.\n');
  process.exitCode = 130;
}

async function studied(
  images: TrainImages,
  options: TrainStudyOptions,
  tools: Tools,
  signal: AbortSignal,
): Promise<StudyRow[]> {
  const stages = startStages();
  try {
    const described = await describe(images, options.views, tools, stages, signal);
    const rows: StudyRow[] = [];
    for (const objective of options.objectives)
      rows.push(await studyObjective(objective, described, options, tools, stages, signal));
    return rows;
  } finally {
    stages.stop();
  }
}

/** Bank and views are those of seed 1, whichever seed fits. */
async function describe(
  images: TrainImages,
  views: number,
  tools: Tools,
  stages: Stages,
  signal: AbortSignal,
): Promise<Described> {
  const onStep = (step: TrainingStep, done: number, of: number) =>
    stages.show(stepTitle(step), done, of);
  const set = await readPlantSet(images, tools, { signal, onStep });
  const described = await describePlantSet(set, { views, seed: 1 }, tools, { signal, onStep });
  return { described, labels: set.labels, identity: set.identity };
}

async function studyObjective(
  objective: ObjectiveKind,
  described: Described,
  { head, epochs, folds, seeds }: TrainStudyOptions,
  tools: Tools,
  stages: Stages,
  signal: AbortSignal,
): Promise<StudyRow> {
  const found: CrossFitted[] = [];
  let fold = 0;
  const show = (note?: string) =>
    stages.show(`Fitting ${objective}`, found.length * folds + fold, seeds * folds, note);
  for (let seed = 1; seed <= seeds; seed++) {
    const settings = kindSettings({ objective, head, epochs, seed }, tools.backbone.dimensions);
    const one = await crossFit({ ...described, settings }, folds, tools, {
      signal,
      onEpoch: ({ epoch }) => show(`seed ${seed}, epoch ${epoch}`),
      onFold: (done) => {
        fold = done;
        show();
      },
    });
    found.push(one);
    fold = 0;
  }
  return rowOf(objective, found);
}
