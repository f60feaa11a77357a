import { createHmac } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { postSigned, signatureOf } from './webhook.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path`;
}

const options = { now: new Date('2026-02-03T04:05:06.789Z'), timeoutMs: 500 };
const message = { id: 'a1', body: '{"a":"ü"}' };

/** Checks a signature as a receiver in any language does: cuts the header, signs again, compares. */
function accepts(header: string, body: string, secret: string): boolean {
  const [, time, digest] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  return digest === createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
}

test('the receiver can check the signature, and sees the id', async () => {
  let seen: { header: string; id: string; body: string } | undefined;
  const url = await listen((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen = {
        header: String(request.headers['touchstone-signature']),
        id: String(request.headers['touchstone-alert-id']),
        body: Buffer.concat(chunks).toString(),
      };
      response.writeHead(204).end();
    });
  });
  await postSigned({ url, secret: 'long enough' }, message, options);
  expect(seen).toMatchObject({ id: 'a1', body: message.body });
  expect(accepts(seen!.header, seen!.body, 'long enough')).toBe(true);
  expect(accepts(seen!.header, `${seen!.body} `, 'long enough')).toBe(false);
  expect(accepts(seen!.header, seen!.body, 'another one')).toBe(false);
});

test('a user and password in the address go as basic authentication', async () => {
  let seen: string | undefined;
  const url = await listen((request, response) => {
    seen = request.headers.authorization;
    response.writeHead(204).end();
  });
  const withUser = url.replace('http://', 'http://anna:s%C3%A9kret%3A@');
  await postSigned({ url: withUser, secret: 'long enough' }, message, options);
  expect(seen).toBe(`Basic ${Buffer.from('anna:sékret:').toString('base64')}`);
});

test('the time in the signature is in whole seconds and is signed', () => {
  const first = signatureOf('secret', 'body', options.now);
  expect(first).toMatch(/^t=1770091506,v1=/);
  const later = signatureOf('secret', 'body', new Date(options.now.getTime() + 1000));
  expect(later.split('v1=')[1]).not.toBe(first.split('v1=')[1]);
});

test.each([[404], [410], [500], [503]])('status %i is a failure that may pass', async (status) => {
  const url = await listen((_, response) => response.writeHead(status).end());
  await expect(postSigned({ url, secret: 'x'.repeat(8) }, message, options)).rejects.toMatchObject({
    code: 'delivery-failed',
    retry: true,
    message: expect.stringContaining(`answered ${status}`) as string,
  });
});

test('a redirect is not followed', async () => {
  let followed = false;
  const elsewhere = await listen((_, response) => {
    followed = true;
    response.end();
  });
  const url = await listen((_, response) => response.writeHead(307, { Location: elsewhere }).end());
  const sent = postSigned({ url, secret: 'x'.repeat(8) }, message, options);
  await expect(sent).rejects.toThrow('redirects are not followed');
  expect(followed).toBe(false);
});

test('a receiver that never answers, and one that is not there', async () => {
  const silent = await listen(() => undefined);
  const secret = 'x'.repeat(8);
  const wait = postSigned({ url: silent, secret }, message, { ...options, timeoutMs: 50 });
  await expect(wait).rejects.toMatchObject({ code: 'delivery-failed' });
  const absent = postSigned({ url: 'http://127.0.0.1:1/t?token=hidden', secret }, message, options);
  await expect(absent).rejects.toThrow('http://127.0.0.1:1 did not answer');
});
