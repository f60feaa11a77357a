import { readFile } from 'node:fs/promises';
import {
  isBetterOneClass,
  oneClassReport,
  trainOneClass,
  writeOneClass,
  type OneClassImages,
  type OneClassOutcome,
} from '#adaptation';
import { resolveBackbone } from '#embedding';
import { say, withTools } from '../analysis/tools.js';
import { untilStopped } from '../client/until-stopped.js';
import { readLayout, type EvaluationSet } from '../evaluate/read-layout.js';
import { readSettings } from '../settings.js';
import { newName } from '../train/new-name.js';
import { startStages } from '../train/stages.js';
import { stepTitles } from '../train/step-titles.js';

export interface TrainOneClassOptions {
  out: string;
  backbone: string;
  seed: number;
  json?: boolean;
}

/** @throws TouchstoneError folder-layout; backbone-not-found; validation-failed for the name; what `trainOneClass` throws. */
export async function trainOneClassOn(
  folder: string,
  options: TrainOneClassOptions,
): Promise<void> {
  const base = await resolveBackbone(options.backbone, readSettings().backboneFolders);
  const name = newName(options.out, base.folder);
  const set = await readLayout(folder);
  const { seed } = options;
  const stages = startStages();
  let ended = false;
  await untilStopped(async (signal) => {
    const titles: Readonly<Record<string, string>> = stepTitles;
    const onStep = (step: string, done: number, of: number, note?: string) => {
      if (of > 0) stages.show(titles[step] ?? step, done, of, note);
    };
    const outcome = await withTools(options.backbone, (tools) =>
      trainOneClass(imagesOf(set), seed, tools, { signal, onStep }),
    ).finally(() => stages.stop());
    await writeOneClass(options.out, base, { name, seed, outcome });
    const better = isBetterOneClass(outcome);
    say({ set: set.name, better, ...oneClassReport(outcome) }, linesOf(outcome, better), options.json); // prettier-ignore
    if (!better) process.exitCode = 1;
    ended = true;
  });
  if (ended) return;
  process.stderr.write('Stopped: nothing was written.\n');
  process.exitCode = 130;
}

/** Good parts of `train/`, and all images of `test/` by their labels. */
export function imagesOf(set: EvaluationSet): OneClassImages {
  const image = (file: string, label: string) => ({ id: file, label, bytes: () => readFile(file) });
  return {
    normals: set.train.map((file) => image(file, 'good')),
    test: set.test.map(({ file, type }) => image(file, type)),
  };
}

function linesOf({ deciding, test, losses, parts }: OneClassOutcome, better: boolean): string[] {
  const line = (what: string, { before, after }: { before: number; after: number }) =>
    `${what.padEnd(48)}${before.toFixed(3)}  ${after.toFixed(3)}`;
  return [
    'AUROC of the memory bank, before and after',
    line(`patches pasted into ${parts.decide} other parts, decide`, deciding),
    ...(test === null ? [] : [line('test images, which decide nothing', test)]),
    `loss ${losses[0]!.toFixed(3)} to ${losses.at(-1)!.toFixed(3)}, ${parts.fit} good parts against a bank of ${parts.bank}`,
    better
      ? 'better than what it started from: the new backbone is written'
      : 'REFUSED: not better than what it started from; no manifest is written',
    ...(better && test !== null && test.after < test.before
      ? ['BUT the test images do not bear it out: their AUROC fell.']
      : []),
  ];
}
