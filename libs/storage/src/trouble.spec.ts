import { expect, test } from 'vitest';
import { asBlobTrouble } from './blobs/blob-trouble.js';
import { asRecordsTrouble } from './database/records-trouble.js';

const failure = (code: string | undefined, message = 'it failed') =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

test.each(['08006', '53300', '57P01', '57P03', '57014', '40001', 'ECONNREFUSED', 'ECONNRESET'])(
  'PostgreSQL: %s passes, so it is records-unavailable',
  (code) => {
    const wrapped = new Error('Failed query', { cause: failure(code) });
    expect(asRecordsTrouble(wrapped)).toMatchObject({ code: 'records-unavailable', retry: true });
  },
);

test.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect'])(
  'the driver says "%s" without a code',
  (message) => {
    expect(asRecordsTrouble(failure(undefined, message))).toMatchObject({
      code: 'records-unavailable',
    });
  },
);

test.each(['23505', '42601'])('PostgreSQL: %s is a bug of ours and stays one', (code) => {
  expect(asRecordsTrouble(failure(code))).toMatchObject({ code });
});

test.each(['ENOSPC', 'EROFS', 'EACCES'])('disk: %s is said by name with what to do', (code) => {
  const trouble = asBlobTrouble(failure(code), 'writing a/b');
  expect(trouble).toMatchObject({ code: 'blobs-unavailable', facts: { reason: code } });
  expect(trouble.message).toContain(code);
});
