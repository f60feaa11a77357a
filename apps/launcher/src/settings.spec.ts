import { expect, test } from 'vitest';
import { readSettings } from './settings.js';

test('it knows whether keys are set, without which the records must know an administrator on other addresses', () => {
  const env = { TOUCHSTONE_HOST: '0.0.0.0', TOUCHSTONE_API_KEYS: 'anna=key-of-anna' };
  expect(readSettings(env)).toMatchObject({ host: '0.0.0.0', hasKeys: true });
  expect(readSettings({})).toMatchObject({ host: '127.0.0.1', hasKeys: false });
});

test('metrics of the workers stay on this machine, however open the API is, unless their own address says otherwise', () => {
  const env = { TOUCHSTONE_HOST: '0.0.0.0', TOUCHSTONE_API_KEYS: 'anna=key-of-anna-that-is-long' };
  expect(readSettings(env).metricsHost).toBe('127.0.0.1');
  expect(readSettings({ ...env, TOUCHSTONE_METRICS_HOST: '0.0.0.0' }).metricsHost).toBe('0.0.0.0');
});
