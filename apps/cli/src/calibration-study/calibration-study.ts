import { resolve } from 'node:path';
import { openBackbone, resolveBackbone, type Backbone } from '#embedding';
import type { TensorRuntime } from '#tensors';
import { TouchstoneError } from '#contracts';
import { leastNormals } from '#calibration';
import { startProgress } from '../progress.js';
import { readSettings, type Settings } from '../settings.js';
import { openRuntime } from '../tensor-runtime.js';
import { embeddedParts, type EmbeddedParts } from './embedded-parts.js';
import { figuresOf, type SplitScores } from './figures.js';
import { goodImages, type GoodImage } from './good-images.js';
import { halvesOf } from './halves.js';
import type { StudyOptions } from './options.js';
import { scoreSplit, scoreSettingsOf } from './score-split.js';
import { studyText } from './study-text.js';

/**
 * Runs the command: figures to standard output, progress to standard error. The same folder, options and seed give the
 * same figures.
 * @throws TouchstoneError folder-layout, too-few-normals, backbone-not-found, or of an image, naming it.
 */
export async function calibrationStudy(folder: string, options: StudyOptions): Promise<void> {
  const settings = readSettings();
  const images = await goodImages(folder, options);
  const runtime = await openRuntime(settings);
  const backbone = await openFor(options, settings, runtime);
  try {
    const embedded = await embedAll(images, backbone);
    refuseTooFew(embedded);
    const splits = await runSplits(embedded, { options, runtime, backbone });
    print({ folder, images, embedded, splits, backbone, options });
  } finally {
    backbone.dispose();
  }
}

async function openFor(
  { backbone, size }: StudyOptions,
  settings: Settings,
  runtime: TensorRuntime,
): Promise<Backbone> {
  const { folder, manifest, guesses } = await resolveBackbone(backbone, settings.backboneFolders);
  for (const guess of guesses) process.stderr.write(`Taken for granted: ${guess}.\n`);
  const sides = size === undefined ? undefined : { width: size, height: size };
  return openBackbone(folder, { runtime, manifest, size: sides, cacheFolder: settings.compiledFolder }); // prettier-ignore
}

async function embedAll(images: readonly GoodImage[], backbone: Backbone): Promise<EmbeddedParts> {
  const progress = startProgress('Embedding', images.length);
  try {
    return await embeddedParts(images, backbone, (done) => progress.update(done));
  } finally {
    progress.stop();
  }
}

/** A half must be enough for a calibration. */
function refuseTooFew({ parts }: EmbeddedParts): void {
  if (parts.length >= 2 * leastNormals) return;
  throw new TouchstoneError(
    'too-few-normals',
    `Halves of ${leastNormals} parts are needed to calibrate from, and the images show ${parts.length} parts in all: ` +
      `${2 * leastNormals - parts.length} are missing.`,
  );
}

interface Running {
  readonly options: StudyOptions;
  readonly runtime: TensorRuntime;
  readonly backbone: Backbone;
}

async function runSplits({ parts }: EmbeddedParts, running: Running): Promise<SplitScores[]> {
  const { splits, seed } = running.options;
  const progress = startProgress('Splits', splits);
  try {
    const scores: SplitScores[] = [];
    for (let split = 0; split < splits; split++) {
      const { learn, unseen } = halvesOf(parts, seed, split);
      scores.push({ split, ...(await scoreSplit(learn, unseen, running)) });
      progress.update(split + 1);
    }
    return scores;
  } finally {
    progress.stop();
  }
}

interface StudiedFolder {
  readonly folder: string;
  readonly images: readonly GoodImage[];
  readonly embedded: EmbeddedParts;
  readonly splits: readonly SplitScores[];
  readonly backbone: Backbone;
  readonly options: StudyOptions;
}

function print({ folder, images, embedded, splits, backbone, options }: StudiedFolder): void {
  const targets = options.target.map((target) => figuresOf(target, splits));
  const { parts, grouping } = embedded;
  if (!options.json) {
    process.stdout.write(
      `${images.length} images of ${parts.length} parts, ${splits.length} random halves\n`,
    );
    process.stdout.write(studyText(targets));
    return;
  }
  const result = {
    folder: resolve(folder),
    images: images.length,
    parts: parts.length,
    grouping,
    backbone: backbone.manifest.name,
    score: scoreSettingsOf(options),
    rows: options.rows,
    seed: options.seed,
    targets,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
