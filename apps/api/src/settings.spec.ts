import { expect, test } from 'vitest';
import { readSettings } from './settings.js';

const least = { REDIS_URL: 'redis://127.0.0.1:1', DATABASE_URL: 'postgres://u@127.0.0.1:2/d' };

test('with the two addresses alone everything else has its documented default', () => {
  expect(readSettings(least)).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    apiKeys: [],
    maxBytes: 33554432,
    maxPixels: 100e6,
    log: 'info',
  });
});

test('keys are a list; empty places in it are none', () => {
  const env = { ...least, TOUCHSTONE_API_KEYS: ' one, two,,' };
  expect(readSettings(env).apiKeys).toEqual([
    { name: null, key: 'one' },
    { name: null, key: 'two' },
  ]);
});

test('a key may have the name of a person; one in base64 is not taken for one', () => {
  const env = { ...least, TOUCHSTONE_API_KEYS: 'anna=k1,YWJj==,ben=YWJj=' };
  expect(readSettings(env).apiKeys).toEqual([
    { name: 'anna', key: 'k1' },
    { name: null, key: 'YWJj==' },
    { name: 'ben', key: 'YWJj=' },
  ]);
});

test.each([
  [{ REDIS_URL: 'http://x' }, 'REDIS_URL'],
  [{ DATABASE_URL: undefined }, 'DATABASE_URL'],
  [{ TOUCHSTONE_PORT: '70000' }, 'TOUCHSTONE_PORT'],
  [{ TOUCHSTONE_LOG: 'loud' }, 'TOUCHSTONE_LOG'],
  [{ TOUCHSTONE_BLOBS: 'ftp://x' }, 'TOUCHSTONE_BLOBS'],
])('%j is refused by name', (wrong, name) => {
  expect(() => readSettings({ ...least, ...wrong })).toThrow(new RegExp(name));
});
