import { join } from 'node:path';
import {
  fetchModel,
  importBackbone,
  importOnnx,
  missingAnswers,
  pullBackbone,
  readLayersModel,
  type BackboneAnswers,
  type Imported,
  type ImportOptions,
} from '#embedding';
import { startProgress } from '../progress.js';
import type { Settings } from '../settings.js';
import { openRuntime } from '../tensor-runtime.js';
import { answersOf, type AnswerOptions } from './answers.js';
import { askFor } from './ask.js';

/** Copies a local LayersModel into the data folder, compiled and checked. */
export async function importFolder(
  folder: string,
  options: AnswerOptions,
  settings: Settings,
): Promise<void> {
  const answers = await completed(folder, answersOf(options));
  const into = await places(options, settings);
  report(await importBackbone(folder, answers, into), into);
}

/** Takes an ONNX file into the data folder, run and checked. */
export async function importFile(
  file: string,
  options: AnswerOptions,
  settings: Settings,
): Promise<void> {
  const given = answersOf(options);
  const missing = (['scaling', 'taps'] as const).filter((answer) => !given[answer]);
  const asks = process.stdin.isTTY && missing.length > 0;
  const answers = asks ? await askFor(missing, given) : given;
  const into = await places(options, settings);
  report(await importOnnx(file, answers, into), into);
}

/** Fetches a published LayersModel into the data folder, compiled and checked. */
export async function pullAddress(
  url: string,
  options: AnswerOptions & { sha256?: string },
  settings: Settings,
): Promise<void> {
  const given = answersOf(options);
  const progress = startProgress('Fetching weights (bytes)');
  const onProgress = (done: number, of: number) => progress.update(done, of);
  const all = { ...(await places(options, settings)), sha256: options.sha256, onProgress };
  try {
    const answers = process.stdin.isTTY
      ? await completed(await fetchModel(url, all), given)
      : given;
    progress.stop();
    report(await pullBackbone(url, answers, all), all);
  } finally {
    progress.stop();
  }
}

/** Asks for the missing answers on a terminal; elsewhere the import says which options are missing. */
async function completed(folder: string, answers: BackboneAnswers): Promise<BackboneAnswers> {
  if (!process.stdin.isTTY) return answers;
  const missing = missingAnswers((await readLayersModel(folder)).topology, answers);
  return missing.length > 0 ? askFor(missing, answers) : answers;
}

async function places(options: AnswerOptions, settings: Settings): Promise<ImportOptions> {
  return {
    runtime: await openRuntime(settings),
    cacheFolder: settings.compiledFolder,
    into: join(settings.dataFolder, 'backbones'),
    replace: options.replace ?? false,
  };
}

const engineWords = {
  onnx: 'ONNX Runtime',
  native: 'the native library of TensorFlow',
  wasm: 'TensorFlow on WASM',
};

function report({ manifest, folder, guesses }: Imported, { runtime }: ImportOptions): void {
  const { name, inputSize, taps } = manifest;
  process.stdout.write(`${name}\n`);
  for (const guess of guesses) process.stderr.write(`  guessed: ${guess}\n`);
  process.stderr.write(
    `"${name}" is in ${folder}: ${inputSize.width} x ${inputSize.height}, taps ${taps.map((tap) => tap.layer).join(', ')}; ` +
      `compiled and checked for ${engineWords[manifest.network ?? runtime.engine]}.\n`,
  );
}
