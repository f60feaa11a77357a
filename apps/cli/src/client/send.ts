import { isErrorCode, problem, TouchstoneError } from '#contracts';

export interface Request {
  method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** From the root, e.g. `/v1/stations`. */
  path: string;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer> | string;
  /** What a good answer is read as (default: json). */
  answer?: 'json' | 'text' | 'bytes';
}

export interface SendSettings {
  /** Address of the API, e.g. `http://127.0.0.1:8080`. */
  url: string;
  key?: string | undefined;
  /** How long a busy or absent service is tried again, in milliseconds; 0 is one try. */
  patienceMs: number;
  /** Told before each wait: why, and for how long. */
  onWait?: (why: string, waitMs: number) => void;
  signal?: AbortSignal | undefined;
}

const longestWaitMs = 10_000;

/**
 * Sends a request and reads its answer, JSON unless text is asked for. What may pass (429, 503, no connection) is tried again, after
 * the `Retry-After` of the answer or a wait that doubles, until the patience is used up.
 * @throws TouchstoneError with the code of the API's problem details, or service-unreachable.
 */
export async function send(request: Request, settings: SendSettings): Promise<unknown> {
  const until = Date.now() + settings.patienceMs;
  for (let attempt = 0; ; attempt++) {
    const outcome = await sendOnce(request, settings);
    if (outcome.ok) return outcome.body;
    const waitMs = outcome.retryAfterMs ?? Math.min(250 * 2 ** attempt, longestWaitMs);
    if (!outcome.mayPass || Date.now() + waitMs > until) throw outcome.error;
    settings.onWait?.(outcome.error.message, waitMs);
    await pause(waitMs, settings.signal);
  }
}

type Outcome =
  | { ok: true; body: unknown }
  | { ok: false; error: TouchstoneError; mayPass: boolean; retryAfterMs: number | undefined };

async function sendOnce(request: Request, settings: SendSettings): Promise<Outcome> {
  let answer: Response;
  let bytes: Buffer;
  try {
    answer = await fetch(new URL(request.path, settings.url), fetchOptions(request, settings));
    bytes = Buffer.from(await answer.arrayBuffer());
  } catch (error) {
    settings.signal?.throwIfAborted();
    return {
      ok: false,
      error: unreachable(settings.url, error),
      mayPass: true,
      retryAfterMs: undefined,
    };
  }
  if (answer.ok) return { ok: true, body: bodyOf(bytes, request) };
  return {
    ok: false,
    error: problemError(answer.status, bytes.toString(), request),
    mayPass: answer.status === 429 || answer.status === 503,
    retryAfterMs: retryAfterMs(answer.headers.get('retry-after')),
  };
}

function bodyOf(bytes: Buffer, request: Request): unknown {
  if (request.answer === 'bytes') return bytes;
  const text = bytes.toString();
  return request.answer === 'text' ? text : parseJson(text, request);
}

function fetchOptions(request: Request, { key, signal }: SendSettings): RequestInit {
  const authorization: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
  return {
    method: request.method,
    headers: { accept: 'application/json', ...authorization, ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(signal ? { signal } : {}),
  };
}

function unreachable(url: string, error: unknown): TouchstoneError {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const why = cause instanceof Error ? cause.message || String(cause) : String(cause);
  return new TouchstoneError(
    'service-unreachable',
    `No answer from ${url} (${why}). Start the service (npm start) or name another address with --url.`,
    { cause: error },
  );
}

function parseJson(text: string, { method, path }: Request): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new TouchstoneError(
      'service-unreachable',
      `${method} ${path} was answered with something that is not JSON; is the address Touchstone's?`,
      { cause: error },
    );
  }
}

/** RFC 9457 problem details as the error they were on the other side. */
function problemError(status: number, text: string, { method, path }: Request): TouchstoneError {
  const parsed = problem.safeParse(jsonOrNull(text));
  if (!parsed.success)
    return new TouchstoneError('internal', `${method} ${path} was answered with status ${status}.`);
  const { code, detail } = parsed.data;
  return isErrorCode(code)
    ? new TouchstoneError(code, detail, { facts: { status } })
    : new TouchstoneError('internal', `${detail} (${code}, status ${status})`);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A proxy's page, most likely: the status alone is reported.
    return null;
  }
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWaitMs) : undefined;
}

/** Waits; ends at once, with the signal's reason, when it is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
