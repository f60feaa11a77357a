import type { Problem } from '#contracts';
import { keyHeaders } from './key.js';

/** An answer that is not a success, with the API's own sentence. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    /** The places of a refused body that are wrong, such as `targets.reject`, and what was expected there. */
    readonly errors: readonly { path: string; message: string }[] = [],
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

/** Sends one request to the API; throws ApiProblem for every answer that is not a success. */
export async function ask(path: string, request: RequestInit = {}): Promise<Response> {
  const headers = { ...keyHeaders(), ...(request.headers as Record<string, string> | undefined) };
  const answer = await fetch(path, { ...request, headers });
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

export async function read<T>(path: string): Promise<T> {
  return (await (await ask(path)).json()) as T;
}

/** Sends a JSON body and reads the answer's. */
export async function send<T>(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: unknown,
): Promise<T> {
  const answer = await ask(path, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return (await answer.json()) as T;
}

/** Takes something away; `by` is who does it, where the API asks for that. */
export async function remove(path: string, by?: string): Promise<void> {
  await ask(by === undefined ? path : `${path}?by=${encodeURIComponent(by)}`, { method: 'DELETE' });
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const text = await answer.text();
  try {
    const { code, detail, errors } = JSON.parse(text) as Problem & Pick<ApiProblem, 'errors'>;
    return new ApiProblem(answer.status, code, detail, errors);
  } catch {
    return new ApiProblem(answer.status, 'unknown', text || answer.statusText);
  }
}

/** Writes what went wrong, as a sentence for a person. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.message;
  if (error instanceof TypeError) return 'Touchstone does not answer.';
  return error instanceof Error ? error.message : String(error);
}
