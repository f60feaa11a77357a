import { type SettingsChange, TouchstoneError } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';

export interface ListOptions extends ApiOptions {
  json?: boolean;
}

export interface DecideOptions extends ListOptions, PersonOptions {}

const paths = {
  list: '/v1/stations/{station}/settings-changes',
  approve: '/v1/stations/{station}/settings-changes/{change}/approve',
  withdraw: '/v1/stations/{station}/settings-changes/{change}/withdraw',
} as const;

/** Prints what waited for a second person at the station, or does. @throws TouchstoneError the API's. */
export async function listSettingsChanges(station: string, options: ListOptions): Promise<void> {
  const page = await openApi(options).get(paths.list, { path: { station }, query: { limit: 50 } });
  const none = 'No setting waited for a second person.';
  say(options, page, () => page.items.map(changeText).join('\n') || none);
}

/** Approves or withdraws the settings that wait. @throws TouchstoneError settings-change-not-found, or the API's. */
export async function decideSettings(
  station: string,
  decision: 'approve' | 'withdraw',
  options: DecideOptions,
): Promise<void> {
  const api = openApi(options);
  const { items } = await api.get(paths.list, { path: { station }, query: { limit: 50 } });
  const waiting = items.find(({ state }) => state === 'waiting');
  if (waiting === undefined)
    throw new TouchstoneError(
      'settings-change-not-found',
      `No setting waits for a second person at station ${station}.`,
    );
  const asked = { path: { station, change: waiting.id }, body: { by: options.by } };
  const change = await api.post(paths[decision], asked);
  say(options, change, () => changeText(change));
}

function changeText({ settings, state, by, askedAt, approvedBy }: SettingsChange): string {
  const what = Object.entries(settings).map(([name, to]) => `${name} ${JSON.stringify(to)}`);
  const became = {
    waiting: 'waits for a second person',
    done: `in force, approved by ${approvedBy}`,
    withdrawn: 'withdrawn',
  };
  return `${askedAt}  ${by} asked for ${what.join(', ')}: ${became[state]}`;
}

function say({ json = false }: ListOptions, body: unknown, text: () => string): void {
  process.stdout.write(`${json ? JSON.stringify(body) : text()}\n`);
}
