import type { ApiClient } from '#client';
import type { Command } from 'commander';
import { readSettings } from '../settings.js';
import { openClient } from './open-client.js';
import type { Patience } from './patient-fetch.js';

/** The address of the API and its key; every command that speaks to it has these two options. */
export interface ApiOptions {
  url?: string;
  key?: string;
}

export function withApiOptions(command: Command): Command {
  return command
    .option('--url <address>', 'address of the API (default: http://127.0.0.1:8080)')
    .option(
      '--key <key>',
      'API key, where keys are on (default: the first of TOUCHSTONE_API_KEYS)',
    );
}

/** Returns a client for the options of a command, with a camera's patience unless told otherwise. */
export function openApi(options: ApiOptions, more: Partial<Omit<Patience, 'url'>> = {}): ApiClient {
  return openClient({ ...serviceOf(options), patienceMs: 30_000, ...more });
}

export function serviceOf(options: ApiOptions): { url: string; key: string | undefined } {
  const settings = readSettings();
  return { url: options.url ?? settings.apiUrl, key: options.key ?? settings.apiKey };
}
