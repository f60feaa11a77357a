import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DeviceScope, Role } from '#contracts';
import { Accounts, DeviceKeys, digestOf, hashPassword, newToken, Sessions } from '#storage';
import { systemClock } from '#telemetry';
import { Askers } from '../../apps/api/src/http/access/askers.js';
import { sessionCookie } from '../../apps/api/src/http/access/session-cookie.js';

/** The password of every account that a test makes. */
export const everyonesPassword = 'a word of the tests';

const change = () => ({ auditId: systemClock.newId(), by: 'the test', at: systemClock.now() });

/** Makes an account in the records. The first of an API without keys must be an administrator's. */
export async function makeAccount(
  app: NestFastifyApplication,
  name: string,
  role: Role,
  stations: string[] | null = null,
): Promise<void> {
  const password = await hashPassword(everyonesPassword);
  const account = { id: systemClock.newId(), name, role, stations, password };
  await app.get(Accounts).make(account, change(), true);
  app.get(Askers).forget();
}

/** Starts a session of an account, and returns the headers that a browser would send with it. */
export async function signedIn(
  app: NestFastifyApplication,
  name: string,
): Promise<Record<string, string>> {
  const account = (await app.get(Accounts).find(name))!;
  const token = newToken('tss');
  const now = systemClock.now();
  const row = {
    id: systemClock.newId(),
    digest: digestOf(token),
    account: account.id,
    madeAt: now,
    usedAt: now,
    expiresAt: new Date(now.getTime() + 3_600_000),
    idleMs: 3_600_000,
    peer: '127.0.0.1',
  };
  await app.get(Sessions).start(row, { ...change(), by: name });
  return { cookie: `${sessionCookie}=${token}` };
}

/** Makes a device's key, and returns the headers that the device sends. */
export async function deviceKey(
  app: NestFastifyApplication,
  name: string,
  scopes: DeviceScope[],
  stations: string[] | null = null,
): Promise<Record<string, string>> {
  const key = newToken('tsk');
  const made = { id: systemClock.newId(), digest: digestOf(key), name, scopes, stations };
  await app.get(DeviceKeys).make({ ...made, expiresAt: null }, change());
  app.get(Askers).forget();
  return { 'x-api-key': key };
}
