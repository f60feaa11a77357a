import createClient, { type ParseAs } from 'openapi-fetch';
import { type ApiProblem, notJson, problemOf } from './api-problem.js';
import type { paths } from './api-types.js';
import type { Method } from './routes.js';

export interface SenderOptions {
  /** The address of the API; left out by the page, which comes from there. */
  url?: string;
  /** Returns the API key of this moment; empty where there is none. */
  key: () => string;
  /** Sends a request; the platform's own `fetch` where it is left out. */
  fetch?: (request: Request) => Promise<Response>;
  /** Returns what is thrown for an answer that is not a success; the problem itself where it is left out. */
  failure?: (problem: ApiProblem) => Error;
}

/** The parts of a request, as the types of the routes have checked them. */
interface Given {
  path?: unknown;
  query?: unknown;
  header?: unknown;
  body?: unknown;
  signal?: unknown;
  cache?: unknown;
}

interface Sent {
  data?: unknown;
  /** The JSON of a refusal, or its text where it has none. */
  error?: unknown;
  response: Response;
}

/** Sends a request and reads its answer as JSON, or leaves the body unread. */
export type Send = (
  method: Method,
  path: string,
  asked: Given,
  body?: 'read' | 'unread',
) => Promise<Sent>;

/**
 * Returns the sender, the one place behind the types: a path is a string here, and a parameter is whatever was given.
 */
export function sender(options: SenderOptions): Send {
  const { url, key, fetch = (request) => globalThis.fetch(request), failure = asItIs } = options;
  const api = createClient<paths>({ baseUrl: url, fetch, bodySerializer: bodyOf });
  api.use({ onRequest: ({ request }) => addKey(request, key()) });
  const request = api.request as (method: Method, path: string, init: object) => Promise<Sent>;
  return async (method, path, asked, body = 'read') => {
    const route = `${method.toUpperCase()} ${path}`;
    const init = initOf(asked, body === 'read' ? 'json' : 'stream');
    const sent = await request(method, path, init).catch((error: unknown) => {
      throw error instanceof SyntaxError ? failure(notJson(route)) : error;
    });
    if (!sent.response.ok) throw failure(problemOf(sent.response.status, sent.error, route));
    return sent;
  };
}

function asItIs(problem: ApiProblem): Error {
  return problem;
}

function initOf({ path, query, header, body, ...rest }: Given, parseAs: ParseAs): object {
  const headers = body instanceof Blob ? { 'content-type': body.type } : undefined;
  return { ...rest, body, parseAs, headers, params: { path, query, header } };
}

/** Bytes go as they are, everything else as JSON. */
function bodyOf(body: unknown): Blob | string {
  return body instanceof Blob ? body : JSON.stringify(body);
}

function addKey(request: Request, key: string): void {
  if (key !== '') request.headers.set('authorization', `Bearer ${key}`);
}
