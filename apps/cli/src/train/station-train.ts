import type { ApiClient } from '#client';
import {
  type Analysis,
  type DistillationTrainSettings,
  type KindTrainSettings,
  TouchstoneError,
  trainingResult,
  type TrainingObjective,
  trainSettings,
  type TrainSettings,
} from '#contracts';
import { say } from '../analysis/tools.js';
import { followAnalysis } from '../client/analyses.js';
import type { Stopping } from '../client/follow-job.js';
import { type ApiOptions, openApi } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { cancellable } from '../client/until-stopped.js';
import { startStages } from './stages.js';
import { stationLines } from './station-text.js';
import { stepTitle } from './step-titles.js';

/**
 * Head, epochs and views are for kinds of defects alone, steps and layers for learning from a teacher; the command fills
 * them in for every objective.
 */
export interface StationTrainOptions
  extends
    ApiOptions,
    PersonOptions,
    Omit<KindTrainSettings, 'objective'>,
    Partial<Pick<DistillationTrainSettings, 'teacher' | 'steps' | 'layers'>> {
  objective: TrainingObjective;
  json?: boolean;
}

/**
 * Has the service train on a station's reviews or good parts, and follows it; Ctrl-C cancels it. Exit code 1 where the
 * result is refused.
 * @throws TouchstoneError validation-failed for an option; the API's; with the failure that the job ended in.
 */
export async function stationTrain(station: string, options: StationTrainOptions): Promise<void> {
  const { by, json } = options;
  const api = openApi(options);
  const settings = settingsOf(options);
  await cancellable('training', async (signal) => {
    const body = { kind: 'train' as const, settings, by };
    const asked = await api.post('/v1/stations/{station}/analyses', { path: { station }, body });
    const done = await followed(api, asked, { by, signal });
    const result = trainingResult.parse(done.result);
    say({ analysisId: done.id, ...result }, stationLines(station, result), json);
    if (!result.accepted) process.exitCode = 1;
  });
}

/** @throws TouchstoneError validation-failed naming the option. */
function settingsOf(options: StationTrainOptions): TrainSettings {
  const { name, objective, seed } = options;
  const parsed = trainSettings.safeParse({ name, objective, seed, ...ownOf(options) });
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
  throw new TouchstoneError('validation-failed', said.join('; '));
}

/** Returns the settings that belong to the objective alone. */
function ownOf({ objective, head, epochs, views, teacher, steps, layers }: StationTrainOptions) {
  if (objective === 'one-class') return {};
  return objective === 'distillation' ? { teacher, steps, layers } : { head, epochs, views };
}

async function followed(api: ApiClient, asked: Analysis, stopping: Stopping): Promise<Analysis> {
  const stages = startStages();
  try {
    return await followAnalysis(api, asked, stopping, ({ progress }) => {
      if (progress === null) return;
      const { step, done, of, training } = progress;
      const note = training && `epoch ${training.epoch}, loss ${training.loss.toFixed(3)}`;
      stages.show(stepTitle(step), done, of, note);
    });
  } finally {
    stages.stop();
  }
}
