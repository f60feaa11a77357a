import { type DeviceKey, deviceKeyRequest, type ShownDeviceKey, TouchstoneError } from '#contracts';
import { say } from '../analysis/tools.js';
import { type ApiOptions, openApi } from '../client/options.js';
import { stationsOf } from '../people/station-list.js';

export interface KeyOptions extends ApiOptions {
  json?: boolean;
}

export interface NewKeyOptions extends KeyOptions {
  scopes: string;
  stations?: string;
  days?: string;
}

const dayMs = 86_400_000;

/** Prints all keys of devices. @throws TouchstoneError the API's. */
export async function listKeys(options: KeyOptions): Promise<void> {
  const page = await openApi(options).get('/v1/device-keys', {});
  const lines = page.items.map(keyLine);
  say(page, lines.length === 0 ? ['There are no keys of devices.'] : lines, options.json);
}

/** Makes a key and prints it. @throws TouchstoneError the API's; validation-failed for what is no scope or no number of days */
export async function addKey(name: string, options: NewKeyOptions): Promise<void> {
  const { scopes, stations, days } = options;
  const expiresAt = days === undefined ? null : new Date(Date.now() + Number(days) * dayMs);
  if (expiresAt !== null && Number.isNaN(expiresAt.getTime()))
    throw new TouchstoneError('validation-failed', `--days: "${days}" is no number of days`);
  const asked = deviceKeyRequest.safeParse({
    name,
    scopes: scopes.split(',').map((one) => one.trim()),
    stations: stationsOf(stations) ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  });
  if (!asked.success)
    throw new TouchstoneError('validation-failed', asked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')); // prettier-ignore
  show(await openApi(options).post('/v1/device-keys', { body: asked.data }), options);
}

/** Rotates a key and prints the new one. @throws TouchstoneError the API's. */
export async function rotateKey(name: string, options: KeyOptions): Promise<void> {
  const path = { device: name };
  show(await openApi(options).post('/v1/device-keys/{device}/rotate', { path }), options);
}

/** Revokes a key. @throws TouchstoneError the API's. */
export async function revokeKey(name: string, options: KeyOptions): Promise<void> {
  const key = await openApi(options).delete('/v1/device-keys/{device}', { path: { device: name } });
  say(key, [keyLine(key)], options.json);
}

function show(shown: ShownDeviceKey, options: KeyOptions): void {
  const lines = [keyLine(shown.device), `key: ${shown.key}`, 'It is not shown again.'];
  say(shown, lines, options.json);
}

function keyLine(key: DeviceKey): string {
  const where = key.stations === null ? 'all stations' : key.stations.join(', ');
  const used = key.usedAt === null ? 'never used' : `last used ${key.usedAt}`;
  const end = key.revokedAt !== null ? `revoked ${key.revokedAt}` : key.expiresAt === null ? 'no expiry' : `until ${key.expiresAt}`; // prettier-ignore
  return `${key.name}  ${key.scopes.join('+')}  ${where}  ${used}  ${end}`;
}
