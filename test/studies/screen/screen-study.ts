import { readFile } from 'node:fs/promises';
import { TouchstoneError } from '#contracts';
import { openBackbone, resolveBackbone, type Backbone } from '#embedding';
import { embedNormals, type EmbeddedNormal } from '#learning';
import { plainView } from '#inspection';
import type { TensorRuntime } from '#tensors';
import { readLayout, type EvaluationSet } from '#evaluation';
import { startProgress, type Progress } from '../../../apps/cli/src/progress.js';
import { readSettings } from '../../../apps/cli/src/settings.js';
import { openRuntime } from '../../../apps/cli/src/tensor-runtime.js';
import { figuresOf, studyText } from './figures.js';
import type { ScreenStudyOptions } from './options.js';
import type { EmbeddedSet } from './poisoned.js';
import { trySplit, type SplitFigures } from './try-split.js';

/**
 * Runs the study: figures to standard output, progress to standard error. The same folder, options and seed give the
 * same figures.
 * @throws TouchstoneError folder-layout, backbone-not-found, or of an image, naming it.
 */
export async function screenStudy(folder: string, options: ScreenStudyOptions): Promise<void> {
  const settings = readSettings();
  const layout = await readLayout(folder);
  const runtime = await openRuntime(settings);
  const found = await resolveBackbone(options.backbone, settings.backboneFolders);
  const { manifest } = found;
  const opening = { runtime, manifest, cacheFolder: settings.compiledFolder };
  const backbone = await openBackbone(found.folder, opening);
  try {
    const set = await embedSet(layout, backbone);
    refuseTooFewDefects(set, options);
    const splits = await runSplits(set, options, runtime);
    const figures = { set: layout.name, backbone: manifest.name, ...figuresOf(options, splits) };
    const text = options.json
      ? `${JSON.stringify({ ...figures, draws: splits })}\n`
      : studyText(figures);
    process.stdout.write(text);
  } finally {
    backbone.dispose();
  }
}

async function embedSet(layout: EvaluationSet, backbone: Backbone): Promise<EmbeddedSet> {
  const good = layout.train;
  const testGood = layout.test.flatMap(({ file, type }) => (type === 'good' ? [file] : []));
  const defects = layout.test.flatMap(({ file, type }) => (type === 'good' ? [] : [file]));
  const progress = startProgress('Embedding', good.length + layout.test.length);
  try {
    const embed = embedder(backbone, progress);
    return {
      good: await embed(good),
      testGood: await embed(testGood),
      defects: await embed(defects),
    };
  } finally {
    progress.stop();
  }
}

function embedder(backbone: Backbone, progress: Progress) {
  let done = 0;
  return async (files: readonly string[]): Promise<EmbeddedNormal[]> => {
    const normals = files.map((id) => ({ id, partId: null, bytes: () => readFile(id) }));
    const embedded: EmbeddedNormal[] = [];
    for await (const one of embedNormals(normals, backbone, plainView(backbone.size))) {
      embedded.push(one);
      progress.update(++done);
    }
    return embedded;
  };
}

function refuseTooFewDefects({ good, defects }: EmbeddedSet, { share }: ScreenStudyOptions): void {
  const needed = (share * good.length) / (1 - share);
  if (defects.length > needed) return;
  throw new TouchstoneError(
    'folder-layout',
    `A share of ${share} of ${good.length} normals needs more than ${Math.floor(needed)} defects, and test/ has ` +
      `${defects.length}. Ask for a smaller --share.`,
  );
}

async function runSplits(
  set: EmbeddedSet,
  options: ScreenStudyOptions,
  runtime: TensorRuntime,
): Promise<SplitFigures[]> {
  // Clean normals are the same in every split.
  const count = options.share === 0 ? 1 : options.splits;
  const progress = startProgress('Splits', count);
  try {
    const splits: SplitFigures[] = [];
    for (let split = 0; split < count; split++) {
      splits.push(await trySplit(set, split, options, runtime));
      progress.update(split + 1);
    }
    return splits;
  } finally {
    progress.stop();
  }
}
