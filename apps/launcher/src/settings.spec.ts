import { expect, test } from 'vitest';
import { readSettings } from './settings.js';

test('on all addresses it starts only with a key, and says what to set; on loopback without', () => {
  expect(() => readSettings({ TOUCHSTONE_HOST: '0.0.0.0' })).toThrow(/TOUCHSTONE_API_KEYS=/);
  const env = { TOUCHSTONE_HOST: '0.0.0.0', TOUCHSTONE_API_KEYS: 'anna=key-of-anna' };
  expect(readSettings(env).host).toBe('0.0.0.0');
  expect(readSettings({}).host).toBe('127.0.0.1');
});

test('metrics of the workers stay on this machine, however open the API is, unless their own address says otherwise', () => {
  const env = { TOUCHSTONE_HOST: '0.0.0.0', TOUCHSTONE_API_KEYS: 'anna=key-of-anna-that-is-long' };
  expect(readSettings(env).metricsHost).toBe('127.0.0.1');
  expect(readSettings({ ...env, TOUCHSTONE_METRICS_HOST: '0.0.0.0' }).metricsHost).toBe('0.0.0.0');
});
