import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBackbone, resolveBackbone } from '#embedding';
import { loadTensorRuntime, type BackendName, type TensorRuntime } from '#tensors';
import {
  distill,
  newestCheckpoint,
  readCheckpoint,
  saveModelFiles,
  studentManifest,
  studentModel,
  writeCheckpoint,
  type Checkpoint,
  type DistillationSettings,
  type ImageSource,
  type Teacher,
} from '#training';
import { startProgress } from '../progress.js';
import type { Settings } from '../settings.js';
import { backboneTeacher } from './backbone-teacher.js';
import { folderImages } from './folder-images.js';
import { settingsOf, type DistillOptions } from './options.js';

/**
 * Runs it all: teacher, images, training, export. Goes on from the newest checkpoint where there is one; Ctrl-C ends
 * the step in hand, keeps a checkpoint and exports what there is.
 */
export async function runDistill(options: DistillOptions, environment: Settings): Promise<void> {
  const started = performance.now();
  const { settings, checkpointEvery } = settingsOf(options);
  const runtime = await openNative(environment.backend);
  const { teacher, name } = await openTeacher(options.teacher, runtime, settings, environment);
  const source = await readImages(options.images);
  const folder = options.checkpoints ?? `${options.out}.checkpoints`;
  const last = await train({ runtime, teacher, source, settings, folder, checkpointEvery });
  const seconds = Math.round((performance.now() - started) / 1000);
  await exportStudent(runtime, last, options, name, source.count);
  const { step } = last;
  process.stdout.write(`${JSON.stringify({ out: options.out, step, seconds })}\n`);
  if (step < settings.schedule.steps) sayStopped(step);
}

/** Opens the native runtime; where it is missing, that is said before thousands of images are read, not after. */
async function openNative(backend: BackendName): Promise<TensorRuntime> {
  const runtime = await loadTensorRuntime(backend);
  if (runtime.native) return runtime;
  throw new Error(
    `Training needs the native TensorFlow library, which is not in use: ${runtime.whyNotNative}. ` +
      '"npm run setup" tries to fetch it.',
  );
}

function sayStopped(step: number): void {
  process.stderr.write(`Stopped at step ${step}; the same command goes on from there.\n`);
  process.exitCode = 130;
}

async function openTeacher(
  nameOrFolder: string,
  runtime: TensorRuntime,
  { size, widths }: DistillationSettings,
  { backboneFolders, compiledFolder }: Settings,
): Promise<{ teacher: Teacher; name: string }> {
  const { folder, manifest, guesses } = await resolveBackbone(nameOrFolder, backboneFolders);
  for (const guess of guesses) process.stderr.write(`teacher: ${guess}\n`);
  const backbone = await openBackbone(folder, {
    runtime,
    cacheFolder: compiledFolder,
    size: { width: size, height: size },
    manifest,
  });
  return { teacher: backboneTeacher(backbone, widths.embedding), name: manifest.name };
}

async function readImages(folder: string): Promise<ImageSource> {
  const progress = startProgress('images');
  try {
    return await folderImages(folder, (done, of) => progress.update(done, of));
  } finally {
    progress.stop();
  }
}

interface Training {
  readonly runtime: TensorRuntime;
  readonly teacher: Teacher;
  readonly source: ImageSource;
  readonly settings: DistillationSettings;
  /** The folder of the checkpoints. */
  readonly folder: string;
  readonly checkpointEvery: number;
}

async function train({ runtime, folder, ...training }: Training): Promise<Checkpoint> {
  const newest = await newestCheckpoint(folder);
  const from = newest === undefined ? undefined : await readCheckpoint(newest);
  if (from) process.stderr.write(`goes on from ${newest}\n`);
  const interrupt = stopOnInterrupt();
  const progress = startProgress('steps', training.settings.schedule.steps);
  const mean = recentMean(50);
  try {
    return await distill({
      ...training,
      tf: runtime.tf,
      from,
      stop: interrupt.signal,
      onStep: ({ step, steps, loss }) =>
        progress.update(step, steps, `loss ${mean(loss).toFixed(4)}`),
      onCheckpoint: async (checkpoint) => {
        await writeCheckpoint(folder, checkpoint);
      },
    });
  } finally {
    progress.stop();
    interrupt.end();
  }
}

async function exportStudent(
  { tf }: TensorRuntime,
  checkpoint: Checkpoint,
  { out, name, modelVersion, licence }: DistillOptions,
  teacher: string,
  images: number,
): Promise<void> {
  const model = studentModel(tf, checkpoint);
  await mkdir(out, { recursive: true });
  const saved = await saveModelFiles(tf, model, out);
  model.dispose();
  const words = { name, version: modelVersion, licence, teacher, images: `${images} images` };
  const manifest = studentManifest(checkpoint, saved, words);
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Ctrl-C once stops in order; a second time it ends the process as ever. */
function stopOnInterrupt(): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return {
    signal: controller.signal,
    end: () => process.off('SIGINT', stop).off('SIGTERM', stop),
  };
}

/** Returns the running mean of the last values: one batch's loss says little. */
function recentMean(count: number): (value: number) => number {
  const values: number[] = [];
  return (value) => {
    values.push(value);
    if (values.length > count) values.shift();
    return values.reduce((sum, one) => sum + one, 0) / values.length;
  };
}
