import { resolve } from 'node:path';
import { openBackbone, resolveBackbone, type Backbone } from '#embedding';
import type { TensorRuntime } from '#tensors';
import { startProgress, type Progress } from '../progress.js';
import { readSettings, type Settings } from '../settings.js';
import { openRuntime } from '../tensor-runtime.js';
import {
  judge,
  type OnStep,
  notesOf,
  type EvaluateOptions,
  readLayout,
  resultOf,
} from '#evaluation';
import { writeReport } from './report/write-report.js';
import { tableOf } from './table.js';

/**
 * Runs the command: figures to standard output, progress and remarks to standard error.
 * @throws TouchstoneError folder-layout, backbone-not-found, or of an image, naming it.
 */
export async function evaluate(folder: string, options: EvaluateOptions): Promise<void> {
  const settings = readSettings();
  const set = await readLayout(folder);
  const runtime = await openRuntime(settings);
  const backbone = await openFor(options, settings, runtime);
  const { second: side } = options;
  const second =
    side === undefined ? null : await openFor({ ...options, size: side }, settings, runtime);
  const progress = new Steps();
  try {
    const judged = await judge({
      set,
      backbone,
      second,
      runtime,
      options,
      onStep: progress.report,
    });
    progress.stop();
    const result = resultOf({ ...judged, costs: options.costs });
    for (const note of notesOf(judged)) process.stderr.write(`${note}\n`);
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : tableOf(result));
    if (options.report !== undefined) {
      const file = await writeReport(resolve(options.report), judged, result, options);
      process.stderr.write(`Report: ${file}\n`);
    }
  } finally {
    progress.stop();
    second?.dispose();
    backbone.dispose();
  }
}

async function openFor(
  options: EvaluateOptions,
  settings: Settings,
  runtime: TensorRuntime,
): Promise<Backbone> {
  const found = await resolveBackbone(options.backbone, settings.backboneFolders);
  for (const guess of found.guesses) process.stderr.write(`Taken for granted: ${guess}.\n`);
  const size = options.size === undefined ? undefined : { width: options.size, height: options.size }; // prettier-ignore
  const { manifest, folder } = found;
  return openBackbone(folder, { runtime, manifest, size, cacheFolder: settings.compiledFolder });
}

const titles: Readonly<Record<string, string>> = {
  embed: 'Embedding normals',
  'second-embed': 'Embedding normals, smaller',
  'second-bank': 'Picking the second bank',
  'second-held-out': 'Scoring held-out normals, smaller',
  bank: 'Picking the bank',
  'held-out': 'Scoring held-out normals',
  score: 'Scoring test images',
  pixels: 'Comparing with masks',
};

/** The progress of the steps, one bar after the other. */
class Steps {
  #step = '';
  #bar: Progress | undefined;

  readonly report: OnStep = (step, done, of) => {
    const title = titles[step];
    if (title === undefined) return;
    if (step !== this.#step) {
      this.stop();
      [this.#step, this.#bar] = [step, startProgress(title, of)];
    }
    this.#bar?.update(done, of);
  };

  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}
