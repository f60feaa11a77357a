import { DrizzleQueryError } from 'drizzle-orm';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { withoutValues } from './failed-statement.js';
import { asRecordsTrouble } from './records-trouble.js';

const secret = 'hunter2-of-the-webhook';

function failed(code: string): DrizzleQueryError {
  const said = Object.assign(new Error(`value ${secret} is wrong`), {
    code,
    table: 'stations',
    constraint: 'stations_pkey',
    detail: `Failing row contains (${secret})`,
  });
  return new DrizzleQueryError(`insert into stations values ($1)`, [secret], said);
}

test.each(['22021', '23505', '42601', '57P01'])(
  'no value of a statement that failed with %s is in what is thrown, nor in the log',
  (code) => {
    const thrown = asRecordsTrouble(failed(code));
    const shown = inspect(thrown, { depth: 9, showHidden: true });
    if (code !== '57P01') expect(shown).not.toContain(secret);
    expect(shown).not.toContain('Failing row');
    const cause = (thrown as Error).cause;
    expect(inspect(cause, { depth: 9, showHidden: true })).not.toContain(secret);
  },
);

test('the code and the place of a failed statement stay, with the lines of code that led to it', () => {
  const thrown = withoutValues(failed('23505')) as Error;
  expect(thrown).toMatchObject({ code: '23505' });
  expect(thrown.message).toContain('table stations, constraint stations_pkey');
  expect(thrown.stack).toContain('failed-statement.spec');
});

test('a value that PostgreSQL cannot hold is the fault of the request', () => {
  for (const code of ['22021', '22008', '22P02', '22P05', '22003'])
    expect(asRecordsTrouble(failed(code))).toMatchObject({ code: 'bad-request', retry: false });
});

test('an error that is no failed statement stays as it is', () => {
  const error = new TypeError('of ours');
  expect(withoutValues(error)).toBe(error);
});
