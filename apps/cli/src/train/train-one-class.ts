import { readFile } from 'node:fs/promises';
import {
  isBetterOneClass,
  oneClassReport,
  trainOneClass,
  writeOneClass,
  type OneClassImages,
  type OneClassOutcome,
} from '#training';
import { resolveBackbone } from '#embedding';
import { say, withTools } from '../analysis/tools.js';
import { untilStopped } from '../client/until-stopped.js';
import { readLayout, type EvaluationSet } from '#evaluation';
import { readSettings } from '../settings.js';
import { newName } from './new-name.js';
import { oneClassLines } from './one-class-text.js';
import { startStages } from './stages.js';
import { stepTitle } from './step-titles.js';

export interface TrainOneClassOptions {
  out: string;
  backbone: string;
  seed: number;
  json?: boolean;
}

/**
 * Trains on a folder's good parts alone.
 * Ctrl-C ends it soon, and nothing is written.
 * @throws TouchstoneError folder-layout; backbone-not-found; validation-failed for the name; what `trainOneClass`
 * throws.
 */
export async function trainOneClassOn(
  folder: string,
  { out, backbone, seed, json }: TrainOneClassOptions,
): Promise<void> {
  const base = await resolveBackbone(backbone, readSettings().backboneFolders);
  const name = newName(out, base.folder);
  const set = await readLayout(folder);
  let ended = false;
  await untilStopped(async (signal) => {
    const outcome = await fitted(imagesOf(set), backbone, seed, signal);
    await writeOneClass(out, base, { name, seed, outcome });
    const better = isBetterOneClass(outcome);
    say({ set: set.name, better, ...oneClassReport(outcome) }, oneClassLines(outcome), json);
    if (!better) process.exitCode = 1;
    ended = true;
  });
  if (!ended) sayStopped();
}

function sayStopped(): void {
  process.stderr.write('Stopped: nothing was written.\n');
  process.exitCode = 130;
}

async function fitted(
  images: OneClassImages,
  backbone: string,
  seed: number,
  signal: AbortSignal,
): Promise<OneClassOutcome> {
  const stages = startStages();
  try {
    return await withTools(backbone, (tools) =>
      trainOneClass(images, seed, tools, {
        signal,
        onStep: (step, done, of) => stages.show(stepTitle(step), done, of),
        onFitting: (step, steps, loss) =>
          stages.show(stepTitle('train'), step, steps, `loss ${loss.toFixed(3)}`),
      }),
    );
  } finally {
    stages.stop();
  }
}

/** Returns the good parts and labelled images of a set. */
export function imagesOf(set: EvaluationSet): OneClassImages {
  const image = (file: string, label: string) => ({ id: file, label, bytes: () => readFile(file) });
  return {
    normals: set.train.map((file) => image(file, 'good')),
    test: set.test.map(({ file, type }) => image(file, type)),
  };
}
