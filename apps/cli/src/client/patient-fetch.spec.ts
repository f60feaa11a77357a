import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { openClient } from './open-client.js';

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A server on loopback that gives its answers in turn, the last one for ever. */
async function answering(
  ...answers: ((request: IncomingMessage, response: ServerResponse) => void)[]
) {
  let asked = 0;
  const server = createServer((request, response) => {
    answers[Math.min(asked++, answers.length - 1)]!(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked: () => asked };
}

const problem =
  (status: number, code: string, headers = {}) =>
  (_: IncomingMessage, r: ServerResponse) => {
    r.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
    r.end(
      JSON.stringify({ type: 'about:blank', title: 't', status, code, detail: `because ${code}` }),
    );
  };
const fine = (_: IncomingMessage, r: ServerResponse) => r.end('{"fine":true}');
const stations = (settings: Parameters<typeof openClient>[0]) =>
  openClient(settings).get('/v1/stations', {});

test('a problem becomes the error it was, with its code and sentence', async () => {
  const { url } = await answering(problem(404, 'station-not-found'));
  await expect(stations({ url, patienceMs: 0 })).rejects.toMatchObject({
    code: 'station-not-found',
    message: 'because station-not-found',
  });
});

test('busy is tried again after the time it says, under the same headers', async () => {
  const keys: unknown[] = [];
  const keep = (next: typeof fine) => (request: IncomingMessage, response: ServerResponse) => {
    keys.push(request.headers['idempotency-key']);
    next(request, response);
  };
  const { url } = await answering(
    keep(problem(429, 'backlog-full', { 'retry-after': '0' }) as typeof fine),
    keep(
      problem(503, 'queue-unavailable', { 'retry-after': new Date().toUTCString() }) as typeof fine,
    ),
    keep(fine),
  );
  const waits: number[] = [];
  const settings = { url, patienceMs: 5000, onWait: (_: string, ms: number) => waits.push(ms) };
  const answer = await openClient(settings).post('/v1/stations/{station}/frames', {
    path: { station: 'a' },
    header: { 'Idempotency-Key': 'k' },
    body: new Blob(['bytes'], { type: 'image/png' }),
  });
  expect(answer).toEqual({ fine: true });
  expect(keys).toEqual(['k', 'k', 'k']);
  expect(waits).toEqual([0, 0]);
});

test('what cannot pass is not tried again', async () => {
  const server = await answering(problem(422, 'not-an-image'));
  await expect(stations({ url: server.url, patienceMs: 5000 })).rejects.toMatchObject({
    code: 'not-an-image',
  });
  expect(server.asked()).toBe(1);
});

test('patience ends with the last refusal, without waiting beyond it', async () => {
  const { url } = await answering(problem(503, 'records-unavailable', { 'retry-after': '9' }));
  const onWait = vi.fn();
  await expect(stations({ url, patienceMs: 300, onWait })).rejects.toMatchObject({
    code: 'records-unavailable',
  });
  expect(onWait).not.toHaveBeenCalled();
});

test('nobody there is said with the address and what to do', async () => {
  const { url } = await answering(fine);
  open.splice(0).forEach((server) => server.close());
  await expect(stations({ url, patienceMs: 0 })).rejects.toThrow(/127\.0\.0\.1.*npm start.*--url/);
});

test('the key goes along, and an answer that is not JSON is not believed', async () => {
  let authorization: string | undefined;
  const { url } = await answering((request, response) => {
    authorization = request.headers.authorization;
    response.end('<html>');
  });
  await expect(stations({ url, key: 'secret', patienceMs: 0 })).rejects.toThrow(/not JSON/);
  expect(authorization).toBe('Bearer secret');
});
