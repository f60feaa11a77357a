import type { components } from './api-types.js';

type Problem = components['schemas']['Problem'];

/** An answer that is not a success, with the API's own sentence (RFC 9457 problem details). */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    /** A code of the API's catalogue; `unknown` where what answered is not the API, a proxy for one. */
    readonly code: string,
    detail: string,
    /** The places of a refused body that are wrong, such as `targets.reject`, and what was expected there. */
    readonly errors: readonly { path: string; message: string }[] = [],
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

/**
 * Returns what an answer that is not a success says: its body as JSON, or as whatever a proxy wrote. `route` is what
 * was asked, `GET /v1/stations`.
 */
export function problemOf(status: number, body: unknown, route: string): ApiProblem {
  if (isProblem(body)) return new ApiProblem(status, body.code, body.detail, body.errors);
  return new ApiProblem(status, 'unknown', `${route} was answered with status ${status}.`);
}

/** Returns what is to be said of a good answer that is not what the API answers with. */
export function notJson(route: string): ApiProblem {
  const sentence = `${route} was answered with something that is not JSON; is the address Touchstone's?`;
  return new ApiProblem(200, 'service-unreachable', sentence);
}

function isProblem(said: unknown): said is Problem {
  if (typeof said !== 'object' || said === null || !('code' in said)) return false;
  return typeof said.code === 'string' && 'detail' in said && typeof said.detail === 'string';
}
