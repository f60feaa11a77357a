import {
  crossFit,
  describeDefects,
  kindSettings,
  readPixels,
  refuseTooFewImages,
  type CrossFitTask,
  type CrossFitted,
  type Tools,
} from '#adaptation';
import type { ObjectiveKind } from '#training';
import { say, withTools } from '../analysis/tools.js';
import { untilStopped } from '../client/until-stopped.js';
import { readLayout } from '../evaluate/read-layout.js';
import { startStages, type Stages } from '../train/stages.js';
import { stepTitles } from '../train/step-titles.js';
import { imagesOf, type TrainImages } from '../train/train.js';
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
  if (!ended) process.exitCode = 130;
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
  { normals, defects }: TrainImages,
  views: number,
  tools: Tools,
  stages: Stages,
  signal: AbortSignal,
): Promise<Described> {
  const watch = (read?: keyof typeof stepTitles) => ({
    signal,
    onStep: (step: string, done: number, of: number) =>
      stages.show(stepTitles[read ?? (step as keyof typeof stepTitles)], done, of),
  });
  const normal = await readPixels(normals, tools, watch('read-normals'));
  const defect = await readPixels(defects, tools, watch('read-defects'));
  const all = [...defect.images, ...normal.images];
  const described = await describeDefects(normal.images, all, { views, seed: 1 }, tools, watch());
  const identity = `${defect.sha256} ${normal.sha256}`;
  return { described, labels: defects.map(({ label }) => label), identity };
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
  const title = `Fitting ${objective}`;
  let fitted = 0;
  const onCheckpoint = (checkpoint: { history: readonly unknown[] }) => {
    const part = checkpoint.history.length / epochs;
    stages.show(title, Math.min(fitted + part, seeds * folds), seeds * folds);
    return Promise.resolve();
  };
  for (let seed = 1; seed <= seeds; seed++) {
    const settings = kindSettings({ objective, head, epochs, seed }, tools.backbone.dimensions);
    found.push(await crossFit({ ...described, settings }, folds, tools, { signal, onCheckpoint }));
    fitted = seed * folds;
  }
  return rowOf(objective, found);
}
