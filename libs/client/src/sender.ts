import createClient, { type Middleware, type ParseAs } from 'openapi-fetch';
import { notJson, problemOf } from './api-problem.js';
import type { paths } from './api-types.js';
import type { Method } from './routes.js';

export interface SenderOptions {
  /** Where the API is; left out by the page, which comes from there. */
  url?: string;
  /** Returns the API key of this moment; empty where there is none. */
  key: () => string;
  /** Sends a request; the platform's own `fetch` where it is left out. */
  fetch?: (request: Request) => Promise<Response>;
}

/** What a request is made of, as the types of the routes have checked it. */
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
  response: Response;
}

/** Sends a request and reads its answer as JSON, or leaves the body unread. */
export type Send = (
  method: Method,
  path: string,
  asked: Given,
  body?: 'read' | 'unread',
) => Promise<Sent>;

/** The one place behind the types: a path is a string here, and a parameter is whatever was given. */
export function sender(options: SenderOptions): Send {
  const { url, key, fetch = (request) => globalThis.fetch(request) } = options;
  const api = createClient<paths>({ baseUrl: url, fetch, bodySerializer: bodyOf });
  api.use({ onRequest: ({ request }) => addKey(request, key()) }, { onResponse: refuse });
  const request = api.request as (method: Method, path: string, init: object) => Promise<Sent>;
  return (method, path, asked, body = 'read') =>
    request(method, path, initOf(asked, body === 'read' ? 'json' : 'stream')).catch(
      (error: unknown) => {
        throw error instanceof SyntaxError ? notJson(routeOf(method, path)) : error;
      },
    );
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

async function refuse({ request, response, schemaPath }: Answered): Promise<void> {
  if (!response.ok) throw await problemOf(response, routeOf(request.method, schemaPath));
}
type Answered = Parameters<NonNullable<Middleware['onResponse']>>[0];

function routeOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path}`;
}
