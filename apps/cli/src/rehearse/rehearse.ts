import { addressOf, type ApiClient } from '#client';
import { TouchstoneError, type ModelSummary, type Rehearsal } from '#contracts';
import { followJob, type Stopping } from '../client/follow-job.js';
import { openApi, serviceOf, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { cancellable } from '../client/until-stopped.js';
import { modelsOf, whichModel } from '../client/which-model.js';
import { startProgress } from '../progress.js';
import { rehearsalText } from './rehearsal-text.js';

/** The options of `touchstone rehearse`. */
export interface RehearseOptions extends ApiOptions, PersonOptions {
  model?: string;
  inspections?: number;
  fromImages?: boolean;
  json?: boolean;
}

/**
 * Rehearses a model and prints what would change; Ctrl-C cancels it, exit code 130.
 * @throws TouchstoneError model-not-found, the API's, or with the failure that the rehearsal ended in.
 */
export async function rehearse(station: string, options: RehearseOptions): Promise<void> {
  const api = openApi(options);
  const model = await chosen(api, station, options.model);
  const { inspections, fromImages, by } = options;
  await cancellable('rehearsal', async (signal) => {
    const asked = await api.post('/v1/stations/{station}/models/{model}/rehearsals', {
      path: { station, model: model.id },
      body: { inspections, fromImages, by },
    });
    print(await followed(api, asked, { by, signal }), model, options);
  });
}

function print(ended: Rehearsal, { version }: ModelSummary, options: RehearseOptions): void {
  if (options.json) return void process.stdout.write(`${JSON.stringify(ended)}\n`);
  const { url } = serviceOf(options);
  const frameLink = (frame: string) =>
    new URL(addressOf('/v1/frames/{frame}', { path: { frame } }), url).href;
  process.stdout.write(`${rehearsalText(ended, version, frameLink)}\n`);
}

async function chosen(api: ApiClient, station: string, wanted?: string): Promise<ModelSummary> {
  if (wanted !== undefined) return whichModel(api, station, wanted);
  const newest = (await modelsOf(api, station)).find(({ state }) => state === 'candidate');
  if (newest !== undefined) return newest;
  throw new TouchstoneError(
    'model-not-found',
    `Station ${station} has no candidate: calibrate it with \`activate\` off, or name a model with --model.`,
  );
}

async function followed(api: ApiClient, asked: Rehearsal, stopping: Stopping): Promise<Rehearsal> {
  const path = { rehearsal: asked.id };
  const progress = startProgress('rehearsal', asked.inspections);
  const onProgress = ({ progress: now }: Rehearsal) => {
    if (now !== null) progress.update(now.done, now.of);
  };
  try {
    return await followJob<Rehearsal>({
      what: 'rehearsal',
      read: () => api.get('/v1/rehearsals/{rehearsal}', { path }),
      cancel: (by) => api.post('/v1/rehearsals/{rehearsal}/cancel', { path, body: { by } }),
      onProgress,
      stopping,
    });
  } finally {
    progress.stop();
  }
}
