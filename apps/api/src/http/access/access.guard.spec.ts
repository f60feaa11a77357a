import type { ExecutionContext } from '@nestjs/common';
import { expect, test } from 'vitest';
import type { Settings } from '../../settings.js';
import { AccessGuard } from './access.guard.js';
import { Asker } from './asker.js';
import { Metrics } from '#telemetry';
import { keysOf } from './key-list.js';
import { type ApiKey, KeyRing } from './keys.js';

const contextOf = (request: object) =>
  ({ switchToHttp: () => ({ getRequest: () => request }) }) as ExecutionContext;
const guardOf = (apiKeys: ApiKey[]) =>
  new AccessGuard({ apiKeys } as unknown as Settings, new Metrics());
const requestWith = (headers: object, routeOptions = {}) => ({
  asker: null as Asker | null,
  ip: '127.0.0.1',
  headers,
  routeOptions,
});

test('a route that does not say that it is public is shut, whatever its path', async () => {
  const guard = guardOf(keysOf('anna=key-of-anna'));
  for (const routeOptions of [{}, { config: {} }, { config: { public: false } }])
    await expect(guard.canActivate(contextOf(requestWith({}, routeOptions)))).rejects.toThrow(
      /API key/,
    );
  const open = requestWith({}, { config: { public: true } });
  expect(await guard.canActivate(contextOf(open))).toBe(true);
});

test("the asker has the name of the key; without one, the request's own word counts", async () => {
  const guard = guardOf(keysOf('anna=key-of-anna,nobodys-key'));
  const byName = requestWith({ authorization: 'Bearer key-of-anna' });
  const byNobody = requestWith({ 'x-api-key': 'nobodys-key' });
  await guard.canActivate(contextOf(byName));
  await guard.canActivate(contextOf(byNobody));
  expect(byName.asker?.nameOr('ben')).toBe('anna');
  expect(byNobody.asker?.nameOr('ben')).toBe('ben');
});

test('a ring finds whole keys and nothing else', () => {
  const ring = new KeyRing(keysOf('anna=key-of-anna,nobodys-key'));
  expect(ring.find('key-of-anna')?.name).toBe('anna');
  for (const wrong of ['key-of-ann', 'key-of-annaa', 'anna=key-of-anna', '', 'KEY-OF-ANNA'])
    expect(ring.find(wrong)).toBeUndefined();
});
