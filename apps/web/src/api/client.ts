import type { Problem } from '#contracts';
import { keyHeaders } from './key.js';

/** An answer that is not a success, with the API's own sentence. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

/** One request to the API; throws ApiProblem for every answer that is not a success. */
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
export async function send<T>(method: 'POST' | 'PUT', path: string, body: unknown): Promise<T> {
  const answer = await ask(path, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return (await answer.json()) as T;
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const text = await answer.text();
  try {
    const { code, detail } = JSON.parse(text) as Problem;
    return new ApiProblem(answer.status, code, detail);
  } catch {
    return new ApiProblem(answer.status, 'unknown', text || answer.statusText);
  }
}

/** What went wrong, as a sentence for a person. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.message;
  if (error instanceof TypeError) return 'Touchstone does not answer.';
  return error instanceof Error ? error.message : String(error);
}
