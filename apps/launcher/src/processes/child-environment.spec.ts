import { expect, test } from 'vitest';
import { appEnvironment, serverEnvironment } from './child-environment.js';

const env = {
  PATH: '/usr/bin',
  LC_ALL: 'C',
  TOUCHSTONE_API_KEYS: 'anna=a-secret-key',
  TOUCHSTONE_LOG: 'debug',
  AWS_SECRET_ACCESS_KEY: 'another',
  https_proxy: 'http://proxy:3128',
  GITHUB_TOKEN: 'a third',
  REDIS_URL: 'redis://elsewhere',
};

test('a server gets where programs are and the language, and no secret', () => {
  expect(serverEnvironment(env)).toEqual({ PATH: '/usr/bin', LC_ALL: 'C' });
});

test('the API gets its keys, its settings and those of the store, and nothing of others', () => {
  const theirs = ['GITHUB_TOKEN', 'REDIS_URL'];
  const expected = Object.keys(env).filter((name) => !theirs.includes(name));
  expect(Object.keys(appEnvironment(env, 'api'))).toEqual(expected);
});

test.each(['worker', 'calibrator', 'watcher'])('the %s does not get the keys of the API', (app) => {
  expect(appEnvironment(env, app)).not.toHaveProperty('TOUCHSTONE_API_KEYS');
  expect(appEnvironment(env, app)).toHaveProperty('TOUCHSTONE_LOG', 'debug');
});
