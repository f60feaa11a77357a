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
  const env = { ...least, TOUCHSTONE_API_KEYS: ' key-one, key-two,,' };
  expect(readSettings(env).apiKeys).toEqual([
    { name: null, key: 'key-one' },
    { name: null, key: 'key-two' },
  ]);
});

test('a key may have the name of a person; one in base64 is not taken for one', () => {
  const env = { ...least, TOUCHSTONE_API_KEYS: 'anna=key-one,q83vASNFZ4mrze8BI0VniQ==,ben=YWJj=x' };
  expect(readSettings(env).apiKeys).toEqual([
    { name: 'anna', key: 'key-one' },
    { name: null, key: 'q83vASNFZ4mrze8BI0VniQ==' },
    { name: 'ben', key: 'YWJj=x' },
  ]);
});

test.each([
  [{ REDIS_URL: 'http://x' }, 'REDIS_URL'],
  [{ DATABASE_URL: undefined }, 'DATABASE_URL'],
  [{ TOUCHSTONE_PORT: '70000' }, 'TOUCHSTONE_PORT'],
  [{ TOUCHSTONE_LOG: 'loud' }, 'TOUCHSTONE_LOG'],
  [{ TOUCHSTONE_API_KEYS: 'anna=' }, 'TOUCHSTONE_API_KEYS'],
  [{ TOUCHSTONE_API_KEYS: ',' }, 'TOUCHSTONE_API_KEYS'],
  [{ TOUCHSTONE_ALLOWED_HOSTS: 'http://x' }, 'TOUCHSTONE_ALLOWED_HOSTS'],
  [{ TOUCHSTONE_TRUSTED_PROXIES: 'proxy.plant' }, 'TOUCHSTONE_TRUSTED_PROXIES'],
  [{ TOUCHSTONE_BLOBS: 'ftp://x' }, 'TOUCHSTONE_BLOBS'],
])('%j is refused by name', (wrong, name) => {
  expect(() => readSettings({ ...least, ...wrong })).toThrow(new RegExp(name));
});

test('a sign-in lasts twelve hours, one of them without a request, unless it is set', () => {
  expect(readSettings(least)).toMatchObject({ sessionMs: 43_200_000, sessionIdleMs: 3_600_000 });
  const set = { TOUCHSTONE_SESSION_HOURS: '8', TOUCHSTONE_SESSION_IDLE_MINUTES: '5' };
  expect(readSettings({ ...least, ...set })).toMatchObject({ sessionMs: 28_800_000, sessionIdleMs: 300_000 }); // prettier-ignore
});
