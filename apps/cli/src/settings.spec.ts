import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from './settings.js';

test('with nothing set, all lies in the checkout', () => {
  const settings = readSettings({});
  expect(existsSync(join(settings.checkout, 'LICENSE'))).toBe(true);
  expect(settings.dataFolder).toBe(join(settings.checkout, '.touchstone'));
  expect(settings).toMatchObject({ backend: 'native', apiUrl: 'http://127.0.0.1:8080' });
});

test('a value that cannot be used is refused by its name', () => {
  expect(() => readSettings({ TOUCHSTONE_BACKEND: 'gpu' })).toThrow(/TOUCHSTONE_BACKEND/);
  expect(() => readSettings({ TOUCHSTONE_PORT: '70000' })).toThrow(/TOUCHSTONE_PORT/);
});

test('the first key is the one the command line uses', () => {
  expect(readSettings({ TOUCHSTONE_API_KEYS: 'one, two' }).apiKey).toBe('one');
  expect(readSettings({ TOUCHSTONE_API_KEYS: 'anna=one,ben=two' }).apiKey).toBe('one');
  expect(readSettings({ TOUCHSTONE_API_KEYS: '' }).apiKey).toBeUndefined();
});
