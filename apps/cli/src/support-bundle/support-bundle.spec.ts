import { expect, test } from 'vitest';
import { scrub } from './scrub.js';
import { secretsOf, shownSettings } from './shown-settings.js';

const env = {
  TOUCHSTONE_PORT: '8080',
  TOUCHSTONE_API_KEYS: 'anna=first-key-of-anna,second-key-of-all',
  TOUCHSTONE_BACKUP_PASSPHRASE: 'correct horse',
  TOUCHSTONE_SOMETHING_NEW: 'nobody knows what it is',
  DATABASE_URL: 'postgres://touchstone:p%40ss-word@db:5432/touchstone?sslkey=abcdef',
  TOUCHSTONE_BLOBS: 's3://bucket/prefix?endpoint=http://minio&key=hidden-key',
  AWS_SECRET_ACCESS_KEY: 'aws-secret-value',
  PATH: '/usr/bin',
};

test('of settings only those are shown that are known to tell nothing', () => {
  expect(shownSettings(env)).toEqual({
    DATABASE_URL: 'postgres://db:5432/...',
    TOUCHSTONE_API_KEYS: 'set',
    TOUCHSTONE_BACKUP_PASSPHRASE: 'set',
    TOUCHSTONE_BLOBS: 's3://bucket/...',
    TOUCHSTONE_PORT: '8080',
    TOUCHSTONE_SOMETHING_NEW: 'set',
  });
});

test('no secret of the environment stays in a text, as it stands there or in part', () => {
  const told = Object.values(env).join('\n') + '\np@ss-word first-key-of-anna second-key-of-all';
  const clean = scrub(told, secretsOf(env));
  for (const secret of [
    'first-key-of-anna',
    'second-key-of-all',
    'correct horse',
    'p%40ss-word',
    'p@ss-word',
    'hidden-key',
    'aws-secret-value',
  ])
    // prettier-ignore
    expect(clean).not.toContain(secret);
  expect(clean).toContain('8080');
  expect(clean).toContain('/usr/bin');
});

test.each([
  ['redis://:abcdefgh@127.0.0.1:6379 is away', 'redis://:***@127.0.0.1:6379 is away'],
  ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer ***'],
  ['{"secret":"s3cr3t \\u0041","url":"http://x/"}', '{"secret":"***","url":"http://x/"}'],
  ['GET http://x/hook?a=1&token=abc HTTP', 'GET http://x/hook?a=1&token=*** HTTP'],
  ['the password of anna was changed', 'the password of anna was changed'],
])('what looks like a secret is hidden: %s', (told, shown) => {
  expect(scrub(told, [])).toBe(shown);
});
