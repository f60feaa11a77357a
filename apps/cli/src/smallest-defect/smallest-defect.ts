import type { ApiClient } from '#client';
import { followAnalysis } from '../client/analyses.js';
import { type ApiOptions, openApi } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { cancellable } from '../client/until-stopped.js';
import { whichModel } from '../client/which-model.js';
import { startProgress } from '../progress.js';
import { smallestDefectText } from './smallest-defect-text.js';

export interface SmallestDefectOptions extends ApiOptions, PersonOptions {
  model?: string;
  last?: boolean;
  seed: number;
  json?: boolean;
}

/**
 * Has the service try marks, unless what is known is enough, and prints what they say; Ctrl-C cancels it. @throws TouchstoneError
 * the API's; with the failure that the job ended in.
 */
export async function showSmallestDefect(
  station: string,
  options: SmallestDefectOptions,
): Promise<void> {
  const api = openApi(options);
  const { last = false, json = false } = options;
  const { id: model } = await whichModel(api, station, options.model);
  if (!last) await tryMarks(api, station, model, options);
  const path = { station, model };
  const { found } = await api.get('/v1/stations/{station}/models/{model}/smallest-defect', {
    path,
  });
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : `${smallestDefectText(found)}\n`);
}

async function tryMarks(
  api: ApiClient,
  station: string,
  modelId: string,
  { by, seed }: SmallestDefectOptions,
): Promise<void> {
  const bar = startProgress('Trying marks', 1);
  try {
    await cancellable('trying marks', async (signal) => {
      const body = { kind: 'detection' as const, settings: { modelId, seed }, by };
      const asked = await api.post('/v1/stations/{station}/analyses', { path: { station }, body });
      await followAnalysis(api, asked, { by, signal }, ({ progress }) => {
        if (progress !== null) bar.update(progress.done, progress.of, progress.step);
      });
    });
  } finally {
    bar.stop();
  }
}
