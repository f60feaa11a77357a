import { retryAfterMs } from '#client';
import { problem, TouchstoneError } from '#contracts';
import { pause } from './pause.js';

export interface Patience {
  /** The address of the API, as an error names it: `http://127.0.0.1:8080`. */
  url: string;
  /** The milliseconds for which a busy or absent service is tried again; 0 is one try. */
  patienceMs: number;
  /** Is called before each wait: why, and for how long. */
  onWait?: (why: string, waitMs: number) => void;
  signal?: AbortSignal | undefined;
}

const longestWaitMs = 10_000;

/**
 * Returns a `fetch` that reads the whole answer. What may pass (429, 503, no connection) is tried again, after the
 * `Retry-After` of the answer or a wait that doubles, until the patience is used up; then the last answer is returned.
 * It throws TouchstoneError service-unreachable when nobody answered, and the signal's reason.
 */
export function patientFetch(patience: Patience): (request: Request) => Promise<Response> {
  return async (request) => {
    const until = Date.now() + patience.patienceMs;
    for (let attempt = 0; ; attempt++) {
      const outcome = await tryOnce(request, patience);
      if (outcome instanceof Response && !mayPass(outcome)) return outcome;
      const waitMs = askedWaitMs(outcome) ?? Math.min(250 * 2 ** attempt, longestWaitMs);
      if (Date.now() + waitMs > until) return answerOr(outcome);
      patience.onWait?.(await reasonOf(outcome), waitMs);
      await pause(waitMs, patience.signal);
    }
  };
}

/** The answer with its whole body, or why there is none. */
async function tryOnce(
  request: Request,
  { url, signal }: Patience,
): Promise<Response | TouchstoneError> {
  try {
    // A request that is sent is used up: the next try needs one of its own.
    const answer = await fetch(request.clone(), { signal: signal ?? request.signal });
    const bytes = await answer.arrayBuffer();
    return new Response(bytes.byteLength === 0 ? null : bytes, answer);
  } catch (error) {
    signal?.throwIfAborted();
    const absent = unreachable(url, error);
    // A certificate that is not trusted now is not trusted later either.
    if (isUntrusted(causeOf(error))) throw absent;
    return absent;
  }
}

function mayPass({ status }: Response): boolean {
  return status === 429 || status === 503;
}

function answerOr(outcome: Response | TouchstoneError): Response {
  if (outcome instanceof Response) return outcome;
  throw outcome;
}

/** Returns why there is no good answer yet, as a sentence. */
async function reasonOf(outcome: Response | TouchstoneError): Promise<string> {
  if (outcome instanceof TouchstoneError) return outcome.message;
  const said = problem.safeParse(await outcome.json().catch(() => null));
  return said.data?.detail ?? `The service answered with status ${outcome.status}.`;
}

function unreachable(url: string, error: unknown): TouchstoneError {
  const cause = causeOf(error);
  const why = cause instanceof Error ? cause.message || String(cause) : String(cause);
  return new TouchstoneError(
    'service-unreachable',
    `No answer from ${url} (${why}). ${remedyOf(cause)}`,
    { cause: error },
  );
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? (error.cause ?? error) : error;
}

function isUntrusted(cause: unknown): boolean {
  const { code = '' } = (cause ?? {}) as { code?: string };
  return /CERT|ISSUER|SIGNATURE/.test(code);
}

function remedyOf(cause: unknown): string {
  if (isUntrusted(cause))
    return 'Start the command with NODE_EXTRA_CA_CERTS=<file of the root that signed the certificate>, or name with --url a name that it is for.';
  return 'Start the service (npm start) or name another address with --url.';
}

function askedWaitMs(outcome: Response | TouchstoneError): number | undefined {
  return outcome instanceof Response ? retryAfterMs(outcome, longestWaitMs) : undefined;
}
