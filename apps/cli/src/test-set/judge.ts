import type { ApiClient } from '#client';
import type { Analysis, TestReport } from '#contracts';
import { followAnalysis } from '../client/analyses.js';
import type { Stopping } from '../client/follow-job.js';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { cancellable } from '../client/until-stopped.js';
import { whichModel } from '../client/which-model.js';
import { startProgress } from '../progress.js';
import { comparisonText, reportText } from './report-text.js';

export interface ShowOptions extends ApiOptions {
  model?: string;
  json?: boolean;
}

export interface JudgeOptions extends ShowOptions, PersonOptions {
  again?: boolean;
}

/**
 * Has the service judge a model on the test set, and prints the figures; Ctrl-C cancels it.
 * @throws TouchstoneError the API's; with the failure that the job ended in.
 */
export async function judgeModel(station: string, options: JudgeOptions): Promise<void> {
  const api = openApi(options);
  const { by, again = false } = options;
  const modelId = await modelOf(api, station, options.model);
  await cancellable('judging', async (signal) => {
    const settings = { modelId: modelId ?? null, again };
    const body = { kind: 'judge' as const, settings, by };
    const asked = await api.post('/v1/stations/{station}/analyses', { path: { station }, body });
    await followed(api, asked, { by, signal });
    await print(api, station, modelId, options);
  });
}

/** Prints the figures of the last judging of a model. @throws TouchstoneError the API's. */
export async function showReport(station: string, options: ShowOptions): Promise<void> {
  const api = openApi(options);
  await print(api, station, await modelOf(api, station, options.model), options);
}

async function modelOf(api: ApiClient, station: string, wanted: string | undefined) {
  return wanted === undefined ? undefined : (await whichModel(api, station, wanted)).id;
}

async function followed(api: ApiClient, asked: Analysis, stopping: Stopping): Promise<void> {
  const bar = startProgress('Judging the test set', 1);
  try {
    await followAnalysis(api, asked, stopping, ({ progress }) => {
      if (progress !== null) bar.update(progress.done, progress.of, progress.step);
    });
  } finally {
    bar.stop();
  }
}

async function print(
  api: ApiClient,
  station: string,
  modelId: string | undefined,
  { json = false }: ShowOptions,
): Promise<void> {
  const query = modelId === undefined ? {} : { model: modelId };
  const report = await api.get('/v1/stations/{station}/test-set/report', { path: { station }, query }); // prettier-ignore
  const comparison = await compared(api, station, report);
  const text = [reportText(report), ...(comparison === null ? [] : [comparisonText(comparison)])];
  process.stdout.write(json ? `${JSON.stringify({ report, comparison })}\n` : text.join('\n'));
}

/** Only a model that is not the active one is compared with it. */
async function compared(api: ApiClient, station: string, { model }: TestReport) {
  if (model === null || model.state === 'active') return null;
  const path = { station, model: model.id };
  return api.get('/v1/stations/{station}/models/{model}/comparison', { path });
}
