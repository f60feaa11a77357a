import { type DriftFrame } from '#drift';
import { seededShuffle } from '#numbers';
import { driftSettings } from '#contracts';
import { type Backbone, openBackbone, resolveBackbone } from '#embedding';
import type { TensorRuntime } from '#tensors';
import { startProgress } from '../../../apps/cli/src/progress.js';
import { readSettings } from '../../../apps/cli/src/settings.js';
import { fullSize, sizeAt, type SlowChangeKind } from '#simulation';
import { openRuntime } from '../../../apps/cli/src/tensor-runtime.js';
import { learnLine, type LineModel } from './learn-line.js';
import { measureParts } from './measure-parts.js';
import type { DriftStudyOptions } from './options.js';
import { photographedLine, simulatedLine, type StudiedLine } from './studied-line.js';
import { type Change, type LineResult, summaryOf } from './summary.js';
import { studyText } from './study-text.js';
import { countAlarms, watchLine } from './watch-line.js';

const settings = driftSettings.parse({});

/**
 * Runs the study: figures to standard output, progress to standard error. The same options give the same figures.
 * @throws TouchstoneError too-few-normals, backbone-not-found, or of an image, naming it.
 */
export async function driftStudy(
  folder: string | undefined,
  options: DriftStudyOptions,
): Promise<void> {
  const product = readSettings();
  const runtime = await openRuntime(product);
  const { size } = options;
  const found = await resolveBackbone(options.backbone, product.backboneFolders);
  const backbone = await openBackbone(found.folder, {
    runtime,
    manifest: found.manifest,
    cacheFolder: product.compiledFolder,
    size: { width: size, height: size },
  });
  try {
    const results: LineResult[] = [];
    for (let i = 0; i < options.seeds; i++) {
      const seed = options.seed + i;
      const line =
        folder === undefined ? simulatedLine(seed, options) : await photographedLine(folder, seed, options); // prettier-ignore
      results.push(await studyLine(line, seed, options, { backbone, runtime }));
    }
    const summary = summaryOf(results, options, settings);
    process.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : studyText(summary));
  } finally {
    backbone.dispose();
  }
}

async function studyLine(
  line: StudiedLine,
  seed: number,
  options: DriftStudyOptions,
  engine: { backbone: Backbone; runtime: TensorRuntime },
): Promise<LineResult> {
  const model = await learnLine(line, seed, options, engine);
  try {
    const steady = await measured(line, model, null, options, []);
    const kinds = line.kinds.filter((kind) => [undefined, kind].includes(options.change));
    const changes: Change[] = [];
    for (const kind of kinds) {
      const parts = await measured(line, model, kind, options, steady);
      changes.push({ kind, noticed: watchLine(parts, model.reference, settings) });
    }
    return { line: line.name, changes, ...withoutChange(steady, model, seed, options) };
  } finally {
    model.bank.dispose();
  }
}

/** The parts in service with a change; those before it begins are the same as without one. */
async function measured(
  line: StudiedLine,
  model: LineModel,
  kind: SlowChangeKind | null,
  { steady, over, parts }: DriftStudyOptions,
  known: readonly DriftFrame[],
): Promise<DriftFrame[]> {
  const before = known.slice(0, steady);
  const progress = startProgress(`${line.name}, ${kind ?? 'no change'}`, parts - before.length);
  const bytesOf = (index: number) => {
    const at = before.length + index;
    if (kind === null) return line.part(at, null);
    const size = sizeAt({ kind, from: steady, over, size: fullSize[kind] }, at);
    return line.part(at, { kind, size });
  };
  try {
    const rest = await measureParts(model, parts - before.length, bytesOf, (done) =>
      progress.update(done),
    );
    return [...before, ...rest];
  } finally {
    progress.stop();
  }
}

/** Parts that do not change are a line that does not change in any order. */
function withoutChange(
  steady: readonly DriftFrame[],
  { reference }: LineModel,
  seed: number,
  { shuffles }: DriftStudyOptions,
): Pick<LineResult, 'partsWithoutChange' | 'falseAlarms' | 'invalidWithoutChange'> {
  const falseAlarms: LineResult['falseAlarms'] = {};
  for (let order = 0; order < shuffles; order++) {
    const parts = order === 0 ? steady : seededShuffle(steady, seed * 1000 + order);
    for (const [signal, count] of Object.entries(countAlarms(parts, reference, settings)))
      falseAlarms[signal as keyof typeof falseAlarms] =
        (falseAlarms[signal as keyof typeof falseAlarms] ?? 0) + count;
  }
  const invalid = steady.filter(({ verdict }) => verdict === 'invalid').length;
  return {
    partsWithoutChange: shuffles * steady.length,
    falseAlarms,
    invalidWithoutChange: invalid,
  };
}
