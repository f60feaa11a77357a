import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { expect, test } from 'vitest';
import { errorCatalogue, type ErrorCode, TouchstoneError } from '#contracts';
import { asTouchstoneError, problemOf } from './problem.js';

test('every code of the catalogue becomes its own problem, with the facts beside it', () => {
  for (const code of Object.keys(errorCatalogue) as ErrorCode[]) {
    const problem = problemOf(new TouchstoneError(code, 'why', { facts: { left: 3 } }), '/v1/x');
    expect(problem).toEqual({
      type: `urn:touchstone:problem:${code}`,
      title: errorCatalogue[code].title,
      status: errorCatalogue[code].status,
      code,
      detail: 'why',
      instance: '/v1/x',
      left: 3,
    });
  }
});

test('a fact cannot stand in for a member of the problem', () => {
  const error = new TouchstoneError('not-found', 'why', { facts: { status: 200, code: 'ok' } });
  expect(problemOf(error, '/')).toMatchObject({ status: 404, code: 'not-found' });
});

const framework = (code: string) =>
  new HttpException('said by the framework', 413, {
    cause: Object.assign(new Error('said by the framework'), { code }),
  });

test.each([
  [new NotFoundException('Cannot GET /x'), 'not-found'],
  [new BadRequestException('broken JSON'), 'bad-request'],
  [framework('FST_ERR_CTP_BODY_TOO_LARGE'), 'too-large'],
  [framework('FST_ERR_CTP_INVALID_MEDIA_TYPE'), 'unsupported-type'],
])('%s is %s', (error, code) => expect(asTouchstoneError(error).code).toBe(code));

test('what nobody planned for is internal and gives nothing away', () => {
  const error = asTouchstoneError(new Error('password=hunter2'));
  expect(error.code).toBe('internal');
  expect(error.message).not.toContain('hunter2');
  expect(asTouchstoneError('thrown text').code).toBe('internal');
});
