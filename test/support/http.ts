import { expect } from 'vitest';

/** Checks that an answer is RFC 9457 problem details with a status and a permanent code; returns its body. */
export async function expectProblem(
  response: Response,
  status: number,
  code: string,
): Promise<Record<string, unknown>> {
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ status, code, type: `urn:touchstone:problem:${code}` });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(String(problem['detail']).length).toBeGreaterThan(10);
  return problem;
}

/** Reads a JSON answer as what the caller knows it to be. */
export async function bodyOf<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

/** Returns a request with a JSON body. */
export function json(method: string, body: unknown): RequestInit {
  return {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  };
}

export interface StreamedEvent {
  id: string | undefined;
  type: string;
  body: unknown;
}

/** Reads server-sent events until `enough` says so or the stream ends; a minute at most. */
export async function readEvents(
  url: string,
  headers: Record<string, string>,
  enough: (events: StreamedEvent[]) => boolean,
  onOpen: () => unknown = () => undefined,
): Promise<StreamedEvent[]> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), 60_000);
  const response = await fetch(url, { headers, signal: ending.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  await onOpen();
  const events = await collect(response, enough);
  clearTimeout(timer);
  ending.abort();
  return events;
}

async function collect(
  response: Response,
  enough: (events: StreamedEvent[]) => boolean,
): Promise<StreamedEvent[]> {
  let text = '';
  const decoder = new TextDecoder();
  if (response.body === null) throw new Error('the answer has no body');
  for await (const chunk of response.body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const events = parse(text);
    if (enough(events)) return events;
  }
  return parse(text);
}

function parse(text: string): StreamedEvent[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .filter((block) => block.includes('data: '))
    .map((block) => ({
      id: /^id: (.*)$/m.exec(block)?.[1],
      type: /^event: (.*)$/m.exec(block)?.[1] ?? 'message',
      body: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') as unknown,
    }));
}
