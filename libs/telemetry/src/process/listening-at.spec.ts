import { createServer, type Server } from 'node:http';
import { expect, test } from 'vitest';
import { listeningAt } from './listening-at.js';

async function placeOf(host: string): Promise<string> {
  const server: Server = createServer();
  await new Promise<void>((listening) => server.listen(0, host, listening));
  const place = listeningAt(server);
  server.close();
  return place;
}

test('a server that listens on all addresses says so, not the one of loopback', async () => {
  expect(await placeOf('127.0.0.1')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await placeOf('0.0.0.0')).toMatch(/^http:\/\/0\.0\.0\.0:\d+$/);
  expect(() => listeningAt(createServer())).toThrow(/not listen yet/);
});
