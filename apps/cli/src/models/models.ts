import type { ApiClient } from '#client';
import { TouchstoneError, type Activation } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { modelsOf, whichModel } from '../client/which-model.js';
import { warningLines } from '../test-set/report-text.js';
import { activationText, modelsText } from './models-text.js';

export interface ListOptions extends ApiOptions {
  json?: boolean;
}

export interface ChangeOptions extends ApiOptions, PersonOptions {
  why?: string;
  json?: boolean;
}

/** Prints the station's models. @throws TouchstoneError the API's, as everything here does. */
export async function listModels(station: string, options: ListOptions): Promise<void> {
  const api = openApi(options);
  const models = await modelsOf(api, station);
  const waiting = await waitingOnes(api, station);
  const embeddings = await api.get('/v1/stations/{station}/embeddings', { path: { station } });
  say(options, { models, waiting, embeddings }, () =>
    modelsText(station, { models, waiting, embeddings }),
  );
}

export async function activateModel(
  station: string,
  wanted: string,
  options: ChangeOptions,
): Promise<void> {
  const api = openApi(options);
  const { id } = await whichModel(api, station, wanted);
  const asked = { path: { station, model: id }, body: saying(options) };
  const done = await api.post('/v1/stations/{station}/models/{model}/activate', asked);
  if (done.testSet !== null)
    for (const line of warningLines(done.testSet)) process.stderr.write(`${line.trim()}\n`);
  tell(options, done);
}

const decisionPaths = {
  approve: '/v1/stations/{station}/activations/{activation}/approve',
  withdraw: '/v1/stations/{station}/activations/{activation}/withdraw',
} as const;

/** Approves or withdraws the activation that waits, or the one named. @throws TouchstoneError activation-not-found. */
export async function decideActivation(
  station: string,
  decision: 'approve' | 'withdraw',
  id: string | undefined,
  options: ChangeOptions,
): Promise<void> {
  const api = openApi(options);
  const activation = id ?? (await waitingOne(api, station)).id;
  const asked = { path: { station, activation }, body: { by: options.by } };
  tell(options, await api.post(decisionPaths[decision], asked));
}

export async function rollBack(station: string, options: ChangeOptions): Promise<void> {
  const asked = { path: { station }, body: saying(options) };
  tell(options, await openApi(options).post('/v1/stations/{station}/rollback', asked));
}

async function waitingOne(api: ApiClient, station: string): Promise<Activation> {
  const [waiting] = await waitingOnes(api, station);
  if (waiting !== undefined) return waiting;
  throw new TouchstoneError(
    'activation-not-found',
    `Nothing waits for a second person at station ${station}.`,
  );
}

async function waitingOnes(api: ApiClient, station: string): Promise<Activation[]> {
  const asked = { path: { station }, query: { limit: 50 } };
  const { items } = await api.get('/v1/stations/{station}/activations', asked);
  return items.filter(({ state }) => state === 'waiting');
}

function saying({ by, why = '' }: ChangeOptions) {
  return { by, why };
}

function tell(options: { json?: boolean }, activation: Activation): void {
  say(options, activation, () => activationText(activation));
}

function say({ json = false }: { json?: boolean }, body: unknown, text: () => string): void {
  process.stdout.write(`${json ? JSON.stringify(body) : text()}\n`);
}
