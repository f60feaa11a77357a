import fastify from 'fastify';
import { expect, test } from 'vitest';
import { isLoopback } from '#contracts';
import { hostNameOf, hostNamesOf, isOwnAddress } from './host-names.js';
import { SiteGuard } from './site-guard.js';

async function statusOf(
  headers: Record<string, string>,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' = 'POST',
  allowed = ['touchstone.plant'],
): Promise<number> {
  const server = fastify();
  new SiteGuard(allowed).guard(server);
  server.all('/x', () => 'done');
  const { statusCode } = await server.inject({ method, url: '/x', headers });
  await server.close();
  return statusCode;
}

const host = 'localhost:8080';

test.each([
  'localhost',
  'localhost:8080',
  'LOCALHOST',
  'a.localhost',
  '127.0.0.1:1',
  '127.9.9.9',
  '[::1]:8080',
  'touchstone.plant',
  'Touchstone.Plant:443',
  'touchstone.plant.',
])('the host %s is ours', async (own) => {
  expect(await statusOf({ host: own }, 'GET')).toBe(200);
});

test.each([
  'evil.example',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '127.0.0.1@evil.example',
  'evil.example#localhost',
  'touchstone.plant.evil.example',
  'xtouchstone.plant',
  '203.0.113.7',
  '0.0.0.0',
  '[::2]',
  ':8080',
])('the host %s is refused, for reading too', async (foreign) => {
  expect(await statusOf({ host: foreign }, 'GET')).toBe(403);
});

test('a camera that sends neither header goes on working; so do our page and what a person typed', async () => {
  const origin = `http://${host}`;
  expect(await statusOf({ host })).toBe(200);
  expect(await statusOf({ host, origin })).toBe(200);
  expect(await statusOf({ host, origin, 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await statusOf({ host, 'sec-fetch-site': 'none' })).toBe(200);
  const secure = { host: 'touchstone.plant', origin: 'https://touchstone.plant' };
  expect(await statusOf(secure)).toBe(200);
  expect(await statusOf({ ...secure, host: '127.0.0.1:8080' })).toBe(200);
});

const foreign: Record<string, string>[] = [
  { host, 'sec-fetch-site': 'cross-site' },
  { host, 'sec-fetch-site': 'same-site' },
  { host, 'sec-fetch-site': 'anything' },
  { host, origin: 'http://evil.example' },
  { host, origin: 'http://localhost:9090' },
  { host, origin: 'null' },
  { host, origin: 'http://touchstone.plant:9090' },
  { host, origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' },
];

test.each(foreign)('a page with %j may change nothing', async (headers) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
    expect([method, await statusOf(headers, method)]).toEqual([method, 403]);
  expect(await statusOf(headers, 'GET')).toBe(200);
});

test('the address that a connection came in on is ours, as IPv4, IPv6 or both in one', () => {
  expect(isOwnAddress('192.168.1.5', '192.168.1.5')).toBe(true);
  expect(isOwnAddress('192.168.1.5', '::ffff:192.168.1.5')).toBe(true);
  expect(isOwnAddress('[fd00::5]', 'fd00::5')).toBe(true);
  expect(isOwnAddress('192.168.1.6', '192.168.1.5')).toBe(false);
  expect(isOwnAddress('plant', undefined)).toBe(false);
});

test('a list of names is read; what is no name is refused by itself', () => {
  expect(hostNamesOf(' Plant.example , [fd00::5],10.0.0.5,')).toEqual(['plant.example', '[fd00::5]', '10.0.0.5']); // prettier-ignore
  for (const wrong of ['http://plant', 'plant:80', '*', 'a b', '[fd00::5]:80'])
    expect(() => hostNamesOf(`fine,${wrong}`), wrong).toThrow(wrong);
  expect(hostNameOf('a/b')).toBeUndefined();
  expect(isLoopback('localhost.')).toBe(false);
});
