import {
  fineTuneBackbone,
  isBetterTuned,
  tuningReport,
  writeFineTuned,
  type FineTuningOutcome,
  tunings,
  type TuningCheckpoint,
} from '#training';
import { openBackbone, resolveBackbone, type Backbone, type ResolvedBackbone } from '#embedding';
import { say, withTools, type Tools } from '../analysis/tools.js';
import { untilStopped } from '../client/until-stopped.js';
import { readLayout, type EvaluationSet } from '#evaluation';
import { readSettings } from '../settings.js';
import { openCheckpoints, sayStopped, type Checkpoints } from './checkpoints.js';
import { newName } from './new-name.js';
import { startStages, type Stages } from './stages.js';
import { stepTitle } from './step-titles.js';
import { outcomeLines } from './distillation-text.js';
import { imagesOf } from './train-one-class.js';

export interface TrainDistillationOptions {
  teacher: string;
  out: string;
  backbone: string;
  steps: number;
  layers?: number;
  seed: number;
  resume?: boolean;
  json?: boolean;
}

/**
 * Trains by learning from a larger backbone, on a folder's images.
 * Ctrl-C ends it after the step in hand, with the last epoch's checkpoint kept.
 * @throws TouchstoneError folder-layout; backbone-not-found; validation-failed for the name or a checkpoint of another
 * run; what `fineTuneBackbone` throws.
 */
export async function trainDistillationOn(
  folder: string,
  options: TrainDistillationOptions,
): Promise<void> {
  const { backboneFolders } = readSettings();
  const base = await resolveBackbone(options.backbone, backboneFolders);
  const teacher = await resolveBackbone(options.teacher, backboneFolders);
  const name = newName(options.out, base.folder);
  const set = await readLayout(folder);
  const checkpoints = await openCheckpoints(options.out, options.resume ?? false, tunings);
  let ended = false;
  await untilStopped(async (signal) => {
    const outcome = await tuned(set, options, { base, teacher }, checkpoints, signal);
    await writeFineTuned(options.out, base, { name, teacher: teacher.manifest, outcome });
    const better = isBetterTuned(outcome);
    say({ set: set.name, better, ...tuningReport(outcome) }, outcomeLines(outcome, better), options.json); // prettier-ignore
    if (!better) process.exitCode = 1;
    ended = true;
  });
  if (!ended) sayStopped(checkpoints);
}

interface Networks {
  readonly base: ResolvedBackbone;
  readonly teacher: ResolvedBackbone;
}

async function tuned(
  set: EvaluationSet,
  options: TrainDistillationOptions,
  networks: Networks,
  { from, keep }: Checkpoints<TuningCheckpoint>,
  signal: AbortSignal,
): Promise<FineTuningOutcome> {
  const stages = startStages();
  const watch = { ...watched(stages), signal, keep, from: () => from };
  return withTools(options.backbone, (tools) =>
    withTeacher(networks.teacher, tools, (teacher, cacheFolder) => {
      const all = { ...tools, teacher, cacheFolder, base: networks.base };
      return fineTuneBackbone(imagesOf(set), options, all, watch);
    }),
  ).finally(() => stages.stop());
}

async function withTeacher<T>(
  { folder, manifest, guesses }: ResolvedBackbone,
  { runtime, backbone }: Tools,
  work: (teacher: Backbone, cacheFolder: string) => Promise<T>,
): Promise<T> {
  for (const guess of guesses) process.stderr.write(`teacher: ${guess}\n`);
  const { compiledFolder: cacheFolder } = readSettings();
  const teacher = await openBackbone(folder, { runtime, manifest, cacheFolder, size: backbone.size }); // prettier-ignore
  try {
    return await work(teacher, cacheFolder);
  } finally {
    teacher.dispose();
  }
}

function watched(stages: Stages) {
  return {
    onStep: (step: string, done: number, of: number, note?: string) => {
      if (of > 0) stages.show(stepTitle(step), done, of, note);
    },
    onTuning: ({ step, steps, loss }: { step: number; steps: number; loss: number }) =>
      stages.show(stepTitle('train'), step, steps, `difference ${loss.toFixed(3)}`),
  };
}
