import type { ApiClient } from '#client';
import { type LimitChange, TouchstoneError } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { whichModel } from '../client/which-model.js';
import { changeText, limitsText, whatIfText } from './limits-text.js';

export interface LimitOptions extends ApiOptions {
  model?: string;
  review?: number;
  reject?: number;
  inspections: number;
  json?: boolean;
}

export interface ChangeOptions extends LimitOptions, PersonOptions {
  reason: string;
}

const decisionPaths = {
  approve: '/v1/stations/{station}/limit-changes/{change}/approve',
  withdraw: '/v1/stations/{station}/limit-changes/{change}/withdraw',
} as const;

/** Prints the limits in force. @throws TouchstoneError no-active-model, or the API's, as everything here does. */
export async function showLimits(station: string, options: LimitOptions): Promise<void> {
  const found = await read(station, options);
  say(options, found, () => limitsText(found));
}

/** Prints what other limits would do, and how long the answer took. */
export async function tryLimits(station: string, options: LimitOptions): Promise<void> {
  const { api, path } = await named(station, options);
  const { review, reject, inspections } = options;
  const start = performance.now();
  const found = await api.get('/v1/stations/{station}/models/{model}/limits/what-if', {
    path,
    query: { review, reject, inspections },
  });
  const seconds = (performance.now() - start) / 1000;
  say(options, found, () => `${whatIfText(found)}\nAnswered in ${seconds.toFixed(2)} s.`);
}

export async function setLimits(station: string, options: ChangeOptions): Promise<void> {
  const { api, path } = await named(station, options);
  const { review, reject, reason: why, by } = options;
  if (review === undefined && reject === undefined)
    throw new TouchstoneError('validation-failed', 'At least one of --review and --reject is expected.'); // prettier-ignore
  const body = { review, reject, why, by };
  tell(options, await api.put('/v1/stations/{station}/models/{model}/limits', { path, body }));
}

export async function clearLimits(station: string, options: ChangeOptions): Promise<void> {
  const { api, path } = await named(station, options);
  const body = { why: options.reason, by: options.by };
  const asked = { path, body };
  tell(options, await api.post('/v1/stations/{station}/models/{model}/limits/clear', asked));
}

/** Approves or withdraws the change of the model's limits that waits. @throws TouchstoneError limit-change-not-found. */
export async function decideLimits(
  station: string,
  decision: 'approve' | 'withdraw',
  options: ChangeOptions,
): Promise<void> {
  const { changes } = await read(station, options);
  const waiting = changes.find(({ state }) => state === 'waiting');
  if (waiting === undefined)
    throw new TouchstoneError(
      'limit-change-not-found',
      `No change of limits waits for a second person at station ${station}.`,
    );
  const asked = { path: { station, change: waiting.id }, body: { by: options.by } };
  tell(options, await openApi(options).post(decisionPaths[decision], asked));
}

async function read(station: string, options: LimitOptions) {
  const { api, path } = await named(station, options);
  const { inspections } = options;
  return api.get('/v1/stations/{station}/models/{model}/limits', { path, query: { inspections } });
}

async function named(
  station: string,
  options: LimitOptions,
): Promise<{ api: ApiClient; path: { station: string; model: string } }> {
  // prettier-ignore
  const api = openApi(options);
  const { id: model } = await whichModel(api, station, options.model);
  return { api, path: { station, model } };
}

function tell(options: LimitOptions, change: LimitChange): void {
  say(options, change, () => changeText(change));
}

function say({ json = false }: LimitOptions, body: unknown, text: () => string): void {
  process.stdout.write(`${json ? JSON.stringify(body) : text()}\n`);
}
