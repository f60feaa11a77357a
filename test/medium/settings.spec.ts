import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSettings as apiSettings } from '../../apps/api/src/settings.js';
import { readSettings as calibratorSettings } from '../../apps/calibrator/src/settings.js';
import { readSettings as cliSettings } from '../../apps/cli/src/settings.js';
import { readSettings as connectorSettings } from '../../apps/connector/src/settings.js';
import { readSettings as launcherSettings } from '../../apps/launcher/src/settings.js';
import { readSettings as watcherSettings } from '../../apps/watcher/src/settings.js';
import { readSettings as workerSettings } from '../../apps/worker/src/settings.js';
import { readEnvironment } from '#settings';

const folder = mkdtempSync(join(tmpdir(), 'touchstone-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The path of a secret as an editor or `echo` writes it: with a line break at the end. */
function secret(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `${text}\n`);
  return path;
}

const redis = 'redis://:from-a-file@redis:6379';
const database = 'postgres://touchstone:from-a-file@postgres/touchstone';
const files = () => ({
  REDIS_URL_FILE: secret('redis', redis),
  DATABASE_URL_FILE: secret('database', database),
  TOUCHSTONE_API_KEYS_FILE: secret('keys', 'anna=key-of-anna,key-of-a-camera'),
});

test('a setting is read from the file that its name with _FILE names, and handed on once', () => {
  const read = readEnvironment({ ...files(), OTHER: 'kept' }, ['REDIS_URL', 'DATABASE_URL']);
  expect(read).toEqual({
    REDIS_URL: redis,
    DATABASE_URL: database,
    OTHER: 'kept',
    TOUCHSTONE_API_KEYS_FILE: join(folder, 'keys'),
  });
});

test.each([
  ['api', apiSettings],
  ['worker', workerSettings],
  ['calibrator', calibratorSettings],
  ['watcher', watcherSettings],
  ['launcher', launcherSettings],
])('the %s takes its secrets from files and refuses the example password', (_, readSettings) => {
  expect(readSettings(files())).toMatchObject({ redisUrl: redis, databaseUrl: database });
  const example = 'postgres://touchstone:change-me@postgres/touchstone';
  expect(() => readSettings({ REDIS_URL: redis, DATABASE_URL: example })).toThrow(
    /DATABASE_URL.*change-me/,
  );
});

test('the connector takes its key and the records from files', () => {
  const key = { TOUCHSTONE_CONNECTOR_KEY_FILE: secret('connector', 'key-of-the-connector') };
  const { databaseUrl, apiKey } = connectorSettings({ ...files(), ...key });
  expect({ databaseUrl, apiKey }).toEqual({
    databaseUrl: database,
    apiKey: 'key-of-the-connector',
  });
});

test('the API and the command line take their keys from a file', () => {
  expect(apiSettings(files()).apiKeys).toHaveLength(2);
  expect(cliSettings(files()).apiKey).toBe('key-of-anna');
});

test('a setting given both ways, and a file that is not there, are refused by name', () => {
  const both = { REDIS_URL: redis, REDIS_URL_FILE: secret('redis', redis) };
  expect(() => readEnvironment(both, ['REDIS_URL'])).toThrow(/REDIS_URL and REDIS_URL_FILE/);
  const absent = { REDIS_URL_FILE: join(folder, 'absent') };
  expect(() => readEnvironment(absent, ['REDIS_URL'])).toThrow(/REDIS_URL_FILE.*absent.*ENOENT/);
  const empty = { REDIS_URL: '', REDIS_URL_FILE: secret('redis', redis) };
  expect(readEnvironment(empty, ['REDIS_URL'])).toEqual({ REDIS_URL: redis });
});
