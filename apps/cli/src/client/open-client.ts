import { type ApiClient, type ApiProblem, createApiClient } from '#client';
import { isErrorCode, TouchstoneError } from '#contracts';
import { type Patience, patientFetch } from './patient-fetch.js';

export interface ClientSettings extends Patience {
  key?: string | undefined;
}

/** Returns the API as the command line uses it: what may pass is waited out, and a refusal is a TouchstoneError. */
export function openClient(settings: ClientSettings): ApiClient {
  return createApiClient({
    url: settings.url,
    key: () => settings.key ?? '',
    fetch: patientFetch(settings),
    failure: touchstoneErrorOf,
  });
}

/** The error that it was on the other side; `internal` where this side does not know its code. */
function touchstoneErrorOf({ status, code, message }: ApiProblem): TouchstoneError {
  if (isErrorCode(code)) return new TouchstoneError(code, message, { facts: { status } });
  if (code === 'unknown') return new TouchstoneError('internal', message);
  return new TouchstoneError('internal', `${message} (${code}, status ${status})`);
}
