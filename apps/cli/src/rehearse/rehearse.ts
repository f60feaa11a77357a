import { TouchstoneError, type ModelSummary, type Rehearsal } from '#contracts';
import type { ApiClient } from '../client/api-client.js';
import type { Stopping } from '../client/follow-job.js';
import { LifecycleClient } from '../client/lifecycle-client.js';
import { addressOf, openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { cancellable } from '../client/until-stopped.js';
import { whichModel } from '../client/which-model.js';
import { startProgress } from '../progress.js';
import { rehearsalText } from './rehearsal-text.js';

/** What `touchstone rehearse` is asked for. */
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
  const lifecycle = new LifecycleClient(api);
  await cancellable('rehearsal', async (signal) => {
    const asked = await lifecycle.rehearse(station, model.id, { inspections, fromImages, by });
    print(await followed(lifecycle, asked, { by, signal }), model, options);
  });
}

function print(ended: Rehearsal, { version }: ModelSummary, options: RehearseOptions): void {
  if (options.json) return void process.stdout.write(`${JSON.stringify(ended)}\n`);
  const frameLink = (id: string) => new URL(`/v1/frames/${id}`, addressOf(options).url).href;
  process.stdout.write(`${rehearsalText(ended, version, frameLink)}\n`);
}

async function chosen(api: ApiClient, station: string, wanted?: string): Promise<ModelSummary> {
  if (wanted !== undefined) return whichModel(api, station, wanted);
  const newest = (await api.models(station)).find(({ state }) => state === 'candidate');
  if (newest !== undefined) return newest;
  throw new TouchstoneError(
    'model-not-found',
    `Station ${station} has no candidate: calibrate it with \`activate\` off, or name a model with --model.`,
  );
}

async function followed(
  lifecycle: LifecycleClient,
  asked: Rehearsal,
  stopping: Stopping,
): Promise<Rehearsal> {
  const progress = startProgress('rehearsal', asked.inspections);
  const onProgress = ({ progress: now }: Rehearsal) => {
    if (now !== null) progress.update(now.done, now.of);
  };
  try {
    return await lifecycle.followRehearsal(asked.id, onProgress, stopping);
  } finally {
    progress.stop();
  }
}
