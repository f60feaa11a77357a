import { retryAfterMs } from '#client';
import { problem } from '#contracts';

/** The milliseconds that an answer may ask us to wait, and after which nobody is there. */
export const longestWaitMs = 10_000;
const noAnswerMs = 60_000;

/** The reason why the API did not take a frame. */
export class Refusal extends Error {
  constructor(
    /** The status of the answer; 0 where there was none. */
    readonly status: number,
    /** A code of the error catalogue; `unknown` where what answered is not the API. */
    readonly code: string,
    detail: string,
    /** The milliseconds after which the answer asks us to come again; undefined where it does not say. */
    readonly retryAfterMs: number | undefined,
  ) {
    super(detail);
    this.name = 'Refusal';
  }

  /**
   * Tells whether the picture itself is at fault, so that it would be refused for ever. A wrong key, a station without a
   * model or a full backlog are no fault of the picture.
   */
  get ofThePicture(): boolean {
    return [400, 413, 415, 422].includes(this.status) && this.code !== 'digest-mismatch';
  }
}

/** Sends a request. Throws Refusal for an answer that is not a success, and where nobody answers. */
export async function askOnce(request: Request): Promise<Response> {
  const answer = await fetch(request, { signal: AbortSignal.timeout(noAnswerMs) }).catch(
    (error: unknown) => noAnswer(request.url, error),
  );
  if (answer.ok) return answer;
  const said = problem.safeParse(await answer.json().catch(() => null)).data;
  const { status } = answer;
  const detail = said?.detail ?? `The API answered with status ${status}.`;
  throw new Refusal(status, said?.code ?? 'unknown', detail, retryAfterMs(answer, longestWaitMs));
}

function noAnswer(url: string, error: unknown): never {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const why = cause instanceof Error ? cause.message || String(cause) : String(cause);
  const detail = `No answer from ${new URL(url).origin} (${why}).`;
  throw new Refusal(0, 'service-unreachable', detail, undefined);
}
