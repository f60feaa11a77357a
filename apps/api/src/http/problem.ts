import { HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, errorCatalogue, type Problem, TouchstoneError } from '#contracts';

export const problemType = 'application/problem+json; charset=utf-8';

import { securityHeaders } from './security-headers.js';

/** The codes of the HTTP framework, each with the code of our catalogue that says the same. */
const frameworkCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_REQ_FILE_TOO_LARGE: 'too-large',
  FST_FILES_LIMIT: 'too-large',
  FST_PARTS_LIMIT: 'too-large',
  FST_FIELDS_LIMIT: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported-type',
};

const statusCodes: Record<number, ErrorCode> = {
  401: 'unauthorised',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-type',
  503: 'shutting-down',
};

/** Returns whatever was thrown as an error of the catalogue; what nobody planned for is `internal` and says no more. */
export function asTouchstoneError(error: unknown, hasLeft = false): TouchstoneError {
  if (error instanceof TouchstoneError) return error;
  if (hasLeft)
    return new TouchstoneError(
      'client-gone',
      'the connection ended before all of the request came',
      {
        cause: error,
      },
    );
  const cause = error instanceof HttpException ? (error.cause ?? error) : error;
  const code = frameworkCode(cause) ?? httpCode(error);
  if (code !== undefined && cause instanceof Error)
    return new TouchstoneError(code, cause.message, { cause: error });
  return new TouchstoneError(
    'internal',
    'something failed that should not; the log has the details',
    { cause: error },
  );
}

/** Returns RFC 9457 problem details. `instance` is the path that was asked for. */
export function problemOf(
  error: TouchstoneError,
  instance: string,
): Problem & Record<string, unknown> {
  return {
    ...error.facts,
    type: `urn:touchstone:problem:${error.code}`,
    title: errorCatalogue[error.code].title,
    status: error.status,
    code: error.code,
    detail: error.message,
    instance,
  };
}

/** Answers a URL that the router cannot read: it never reaches a route or a filter. */
export function answerMalformed(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = new TouchstoneError('bad-request', `the URL cannot be read: ${error.message}`);
  void reply
    .code(refusal.status)
    .headers(securityHeaders)
    .header('content-type', problemType)
    .send(JSON.stringify(problemOf(refusal, request.url)));
}

function frameworkCode(error: unknown): ErrorCode | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? frameworkCodes[error.code] : undefined;
}

function httpCode(error: unknown): ErrorCode | undefined {
  const status = statusOf(error);
  if (status === undefined) return undefined;
  return statusCodes[status] ?? (status < 500 ? 'bad-request' : undefined);
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
