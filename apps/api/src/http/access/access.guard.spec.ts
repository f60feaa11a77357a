import type { ExecutionContext } from '@nestjs/common';
import { expect, test } from 'vitest';
import { isEnough, type Need, needs } from '#contracts';
import { Metrics } from '#telemetry';
import { AccessGuard } from './access.guard.js';
import { Asker, needInWords } from './asker.js';
import type { Askers } from './askers.js';
import { FailedKeys } from './failed-keys.js';
import { keysOf } from './key-list.js';
import { KeyRing } from './keys.js';
import type { SeenStations } from './seen-stations.js';

const askersByKey: Record<string, Asker> = {
  'key-of-anna': new Asker({ name: 'anna', proof: 'key', role: 'administrator' }),
  'nobodys-key': new Asker({ role: 'administrator' }),
  'key-of-camera': new Asker({ name: 'camera-1', proof: 'device-key', scopes: ['ingest'] }),
};

const contextOf = (request: object) =>
  ({ switchToHttp: () => ({ getRequest: () => request }) }) as ExecutionContext;

function guard() {
  const askers = {
    isOpen: () => Promise.resolve(false),
    ofKey: (key: string) => Promise.resolve(askersByKey[key]),
  };
  const seen = { refuse: () => Promise.resolve() };
  return new AccessGuard(
    askers as unknown as Askers,
    new FailedKeys(new Metrics()),
    seen as unknown as SeenStations,
  );
}

const requestWith = (headers: object, config?: { needs?: Need; public?: boolean }) => ({
  asker: null as Asker | null,
  ip: '127.0.0.1',
  headers,
  routeOptions: { config },
});

test('a route that does not say that it is public is shut, whatever its path', async () => {
  for (const config of [undefined, {}, { public: false }, { needs: 'viewer' as const }])
    await expect(guard().canActivate(contextOf(requestWith({}, config)))).rejects.toThrow(
      /no API key was sent/,
    );
  const open = requestWith({}, { public: true });
  expect(await guard().canActivate(contextOf(open))).toBe(true);
});

test('a route that states no need is for administrators alone', async () => {
  const byCamera = requestWith({ 'x-api-key': 'key-of-camera' }, {});
  const refused = guard().canActivate(contextOf(byCamera));
  await expect(refused).rejects.toThrow(/needs an administrator; .* "camera-1", a device for ingest/); // prettier-ignore
  expect(await guard().canActivate(contextOf(requestWith({ 'x-api-key': 'key-of-anna' }, {})))).toBe(true); // prettier-ignore
});

test("the asker has the name of the key; without one, the request's own word counts", async () => {
  const byName = requestWith({ authorization: 'Bearer key-of-anna' }, { needs: 'viewer' });
  const byNobody = requestWith({ 'x-api-key': 'nobodys-key' }, { needs: 'viewer' });
  await guard().canActivate(contextOf(byName));
  await guard().canActivate(contextOf(byNobody));
  expect(byName.asker?.nameOr('ben')).toBe('anna');
  expect(byNobody.asker?.nameOr('ben')).toBe('ben');
});

test('each need is said in words that name its lowest role, and the scope where one is enough', () => {
  for (const need of needs.filter((one) => one !== 'nothing')) {
    const devices = (['ingest', 'read', 'operate'] as const).filter((scope) =>
      isEnough(need, { role: null, scopes: [scope] }),
    );
    const words = needInWords(need);
    expect(words.includes('scope'), need).toBe(devices.length > 0);
    expect(words).toContain(need === 'ingest' ? 'engineer' : need);
  }
});

test('a ring finds whole keys and nothing else', () => {
  const ring = new KeyRing(keysOf('anna=key-of-anna,nobodys-key'));
  expect(ring.find('key-of-anna')?.name).toBe('anna');
  for (const wrong of ['key-of-ann', 'key-of-annaa', 'anna=key-of-anna', '', 'KEY-OF-ANNA'])
    expect(ring.find(wrong)).toBeUndefined();
});
