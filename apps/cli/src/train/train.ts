import { readFile } from 'node:fs/promises';
import {
  isBetter,
  refuseTooFewImages,
  trainKinds,
  writeVersion,
  type Tools,
  type Trained,
  type TrainingImages,
  fittings,
  refuseOtherRun,
  type ObjectiveKind,
} from '#training';
import { resolveBackbone } from '#embedding';
import { say, withTools } from '../analysis/tools.js';
import { untilStopped } from '../client/until-stopped.js';
import { readLayout, type EvaluationSet } from '#evaluation';
import { readSettings } from '../settings.js';
import { openCheckpoints, sayStopped, type Checkpoints } from './checkpoints.js';
import { newName } from './new-name.js';
import { linesOf, reportOf } from './outcome-text.js';
import { startStages } from './stages.js';
import { stepTitle } from './step-titles.js';

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

/**
 * Trains a head for kinds of defects on a folder's images.
 * Ctrl-C ends it at once, within three seconds while it judges, with the last epoch's checkpoint kept.
 * @throws TouchstoneError folder-layout; backbone-not-found; validation-failed for a name that a backbone cannot have,
 * too few kinds or images of one, or a checkpoint of another run.
 */
export async function train(folder: string, options: TrainOptions): Promise<void> {
  const base = await resolveBackbone(options.backbone, readSettings().backboneFolders);
  const name = newName(options.out, base.folder);
  const images = imagesOf(await readLayout(folder));
  refuseTooFewImages(images.defects.map(({ label }) => label));
  const checkpoints = await openCheckpoints(options.out, options.resume ?? false, fittings);
  let ended = false;
  await untilStopped(async (signal) => {
    await withTools(options.backbone, async (tools) => {
      const made = await fitted(images, options, checkpoints, tools, signal);
      const better = isBetter(made.outcome);
      await writeVersion(options.out, base, { name, options, ...made, better });
      const { outcome } = made;
      say({ set: images.set, ...reportOf(outcome), better }, linesOf(outcome, better), options.json); // prettier-ignore
      if (!better) process.exitCode = 1;
    });
    ended = true;
  });
  if (!ended) sayStopped(checkpoints);
}

export interface TrainImages extends TrainingImages {
  readonly set: string;
}

async function fitted(
  images: TrainImages,
  options: TrainOptions,
  { from, keep }: Checkpoints,
  tools: Tools,
  signal: AbortSignal,
): Promise<Trained> {
  const stages = startStages();
  try {
    return await trainKinds(images, options, tools, {
      signal,
      keep,
      onStep: (step, done, of) => stages.show(stepTitle(step), done, of),
      onFitting: ({ step, steps, loss }) =>
        stages.show(stepTitle('train'), step, steps, `loss ${loss.toFixed(3)}`),
      from: (settings, identity) => {
        refuseOtherRun(from, settings, identity);
        return from;
      },
    });
  } finally {
    stages.stop();
  }
}

/** Returns the good parts of `train/`, and the labelled defects of `test/`. */
export function imagesOf(set: EvaluationSet): TrainImages {
  const image = (file: string, label: string) => ({ id: file, label, bytes: () => readFile(file) });
  return {
    set: set.name,
    normals: set.train.map((file) => image(file, 'good')),
    defects: set.test
      .filter(({ type }) => type !== 'good')
      .map(({ file, type }) => image(file, type)),
  };
}
