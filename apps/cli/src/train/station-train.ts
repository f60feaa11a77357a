import {
  type AnalysisJob,
  TouchstoneError,
  trainingResult,
  type TrainingResult,
  trainSettings,
  type TrainSettings,
} from '#contracts';
import { say } from '../analysis/tools.js';
import { AnalysisClient } from '../client/analysis-client.js';
import { type ApiOptions, openApi } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { cancellable } from '../client/until-stopped.js';
import { startStages } from './stages.js';
import { stepTitles } from './step-titles.js';

export interface StationTrainOptions extends ApiOptions, PersonOptions, TrainSettings {
  json?: boolean;
}

/**
 * Has a head trained by the service on a station's reviews, and follows it; Ctrl-C cancels it. Exit code 1 where the
 * result is refused.
 * @throws TouchstoneError validation-failed for an option; the API's; with the failure that the job ended in.
 */
export async function stationTrain(station: string, options: StationTrainOptions): Promise<void> {
  const { by, json } = options;
  const client = new AnalysisClient(openApi(options));
  const settings = settingsOf(options);
  await cancellable('training', async (signal) => {
    const asked = await client.request(station, { kind: 'train', settings, by });
    const done = await followed(client, asked, by, signal);
    const result = trainingResult.parse(done.result);
    say({ analysisId: done.id, ...result }, linesOf(station, result), json);
    if (!result.accepted) process.exitCode = 1;
  });
}

/** @throws TouchstoneError validation-failed naming the option. */
function settingsOf({ name, objective, head, epochs, views, seed }: TrainSettings): TrainSettings {
  const parsed = trainSettings.safeParse({ name, objective, head, epochs, views, seed });
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
  throw new TouchstoneError('validation-failed', said.join('; '));
}

async function followed(
  client: AnalysisClient,
  asked: AnalysisJob,
  by: string,
  signal: AbortSignal,
): Promise<AnalysisJob> {
  const stages = startStages();
  try {
    return await client.follow(asked, by, signal, ({ progress }) => {
      if (progress === null) return;
      const { step, done, of, training } = progress;
      const note = training && `epoch ${training.epoch}, loss ${training.loss.toFixed(3)}`;
      stages.show((stepTitles as Partial<Record<string, string>>)[step] ?? step, done, of, note);
    });
  } finally {
    stages.stop();
  }
}

function linesOf(station: string, result: TrainingResult): string[] {
  const { name, base, accepted, images, deciding, judging } = result;
  const counted = (list: TrainingResult['images']['kinds']) =>
    list.map(({ kind, images: count }) => `${kind} ${count}`).join(', ');
  return [
    `${station}: ${images.normals} good parts; ${counted(images.kinds)}`,
    ...(images.leftOut.length > 0 ? [`too few images, left out: ${counted(images.leftOut)}`] : []),
    'precision at 5, before and after:',
    `  images that decide ${figures(deciding.base, deciding.trained)}`,
    `  images that decide nothing ${figures(judging.base.precisionAt5, judging.trained.precisionAt5)}`,
    accepted
      ? `Accepted: ${name} is there. As the station's backbone it is used from the next calibration on.`
      : `REFUSED: ${name} is not better than ${base}; nothing is kept of it.`,
  ];
}

function figures(before: number, after: number): string {
  return `${before.toFixed(3)} ${after.toFixed(3)}`;
}
