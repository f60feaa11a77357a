import type { ApiClient } from '#client';
import { linksOfFrame, TouchstoneError, type Inspection, type Verdict } from '#contracts';
import { findImages, partNamer, type ImageFile } from '../client/image-files.js';
import { inParallel } from '../client/in-parallel.js';
import { openApi, serviceOf } from '../client/options.js';
import { inspectFrame } from '../client/push.js';
import { uploadOfFile } from '../client/upload-file.js';
import { startProgress } from '../progress.js';
import type { InspectOptions } from './inspect-options.js';

type Outcome =
  | { file: string; part: string; inspection: Inspection }
  | { file: string; part: string; error: TouchstoneError };

/** The number of frames that are on their way at once: enough to fill a worker's batch. */
const framesAtOnce = 8;

/**
 * Pushes every image and prints its verdict as it comes, then a summary.
 * @throws TouchstoneError when any of them could not be inspected; a defect is no failure.
 */
export async function inspectFiles(
  station: string,
  path: string,
  options: InspectOptions,
): Promise<void> {
  const files = await findImages(path);
  const partOf = partNamer(options.partFrom);
  const printer = options.json ? jsonLine : textLine(serviceOf(options).url);
  const outcomes = await inspectAll(openApi(options), station, files, partOf, (outcome) =>
    process.stdout.write(`${printer(outcome)}\n`),
  );
  process.stderr.write(`${summary(outcomes)}\n`);
  const failed = outcomes.filter((outcome) => 'error' in outcome).length;
  if (failed > 0)
    throw new TouchstoneError(
      'inspection-incomplete',
      `${failed} of ${files.length} images have no verdict.`,
    );
}

async function inspectAll(
  api: ApiClient,
  station: string,
  files: readonly ImageFile[],
  partOf: (name: string) => string,
  onOutcome: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const progress = startProgress('Inspecting', files.length);
  const outcomes: Outcome[] = [];
  try {
    await inParallel(files, framesAtOnce, async (file) => {
      const outcome = await inspectFile(api, station, file, partOf(file.name));
      progress.update(outcomes.push(outcome));
      onOutcome(outcome);
    });
  } finally {
    progress.stop();
  }
  return outcomes;
}

// What is wrong with one image must not end the rest; what is wrong with the service ends it all.
async function inspectFile(
  api: ApiClient,
  station: string,
  file: ImageFile,
  part: string,
): Promise<Outcome> {
  try {
    const upload = await uploadOfFile(file, part);
    return { file: file.name, part, inspection: await inspectFrame(api, station, upload) };
  } catch (error) {
    if (error instanceof TouchstoneError && (error.status === 422 || error.status === 413))
      return { file: file.name, part, error };
    throw error;
  }
}

function jsonLine(outcome: Outcome): string {
  if ('error' in outcome) {
    const { file, part, error } = outcome;
    return JSON.stringify({ file, part, error: { code: error.code, detail: error.message } });
  }
  const { file, part, inspection } = outcome;
  const { frameId, verdict, imageScore, displayScore, limits, model } = inspection;
  const links = linksOfFrame(frameId);
  return JSON.stringify({
    file,
    part,
    frameId,
    verdict,
    imageScore,
    displayScore,
    limits,
    model,
    links,
  });
}

function textLine(url: string): (outcome: Outcome) => string {
  return (outcome) => {
    if ('error' in outcome)
      return `${'failed'.padEnd(8)} ${outcome.file}: ${outcome.error.message} [${outcome.error.code}]`;
    const { verdict, imageScore, displayScore, frameId } = outcome.inspection;
    const link = new URL(linksOfFrame(frameId).heatmap, url).href;
    return `${verdict.padEnd(8)} ${imageScore.toFixed(3).padStart(8)} ${displayScore.toFixed(3)}  ${outcome.file}  ${link}`;
  };
}

function summary(outcomes: readonly Outcome[]): string {
  const count = (verdict: Verdict) =>
    outcomes.filter((o) => 'inspection' in o && o.inspection.verdict === verdict).length;
  const verdicts = (['ok', 'review', 'defect', 'invalid'] as const)
    .map((verdict) => `${count(verdict)} ${verdict}`)
    .join(', ');
  const failed = outcomes.filter((outcome) => 'error' in outcome).length;
  return `${outcomes.length} images: ${verdicts}${failed > 0 ? `, ${failed} failed` : ''}.`;
}
