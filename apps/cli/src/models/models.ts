import { TouchstoneError, type Activation } from '#contracts';
import { LifecycleClient } from '../client/lifecycle-client.js';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { whichModel } from '../client/which-model.js';
import { activationText, modelsText } from './models-text.js';

export interface ListOptions extends ApiOptions {
  json?: boolean;
}

export interface ChangeOptions extends ApiOptions, PersonOptions {
  why?: string;
  json?: boolean;
}

/** @throws TouchstoneError the API's, as everything here does. */
export async function listModels(station: string, options: ListOptions): Promise<void> {
  const api = openApi(options);
  const lifecycle = new LifecycleClient(api);
  const models = await api.models(station);
  const waiting = (await lifecycle.activations(station)).items.filter(isWaiting);
  const embeddings = await lifecycle.embeddings(station);
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
  tell(options, await new LifecycleClient(api).activate(station, id, saying(options)));
}

/** The activation that waits, or the one named. @throws TouchstoneError activation-not-found. */
export async function decideActivation(
  station: string,
  decision: 'approve' | 'withdraw',
  id: string | undefined,
  options: ChangeOptions,
): Promise<void> {
  const lifecycle = new LifecycleClient(openApi(options));
  const activation = id ?? (await waitingOne(lifecycle, station)).id;
  tell(options, await lifecycle.decide(station, activation, decision, options.by));
}

export async function rollBack(station: string, options: ChangeOptions): Promise<void> {
  const lifecycle = new LifecycleClient(openApi(options));
  tell(options, await lifecycle.rollBack(station, saying(options)));
}

async function waitingOne(lifecycle: LifecycleClient, station: string): Promise<Activation> {
  const waiting = (await lifecycle.activations(station)).items.find(isWaiting);
  if (waiting !== undefined) return waiting;
  throw new TouchstoneError(
    'activation-not-found',
    `Nothing waits for a second person at station ${station}.`,
  );
}

function isWaiting({ state }: Activation): boolean {
  return state === 'waiting';
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
