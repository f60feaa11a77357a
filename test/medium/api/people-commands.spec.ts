import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { addKey, listKeys, revokeKey, rotateKey } from '../../../apps/cli/src/keys/keys.js';
import { addPerson, changePerson, listPeople, newPassword, showSessions } from '../../../apps/cli/src/people/people.js'; // prettier-ignore
import { startApi, type TestApi } from '../../support/api.js';
import { signedIn } from '../../support/askers.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';

let postgres: TestService;
let redis: TestService;
let api: TestApi;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([ownDatabase(), ownRedis()]);
  api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url });
});
afterAll(async () => {
  await api.stop();
  await Promise.all([postgres.stop(), redis.stop()]);
});
afterEach(() => vi.restoreAllMocks());

interface Options {
  url: string;
  key?: string;
}

/** Returns what the command writes to standard output; from the first account on, Anna's sign-in is its key. */
async function said(command: (options: Options) => Promise<void>): Promise<string> {
  let text = '';
  const key = anna;
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    await command(key === undefined ? { url: api.url } : { url: api.url, key });
  } finally {
    vi.restoreAllMocks();
  }
  return text;
}

let anna: string | undefined;

test('people are made with a password that is printed once, listed, changed, disabled and signed out', async () => {
  const made = await said((options) => addPerson('anna', { ...options, role: 'viewer', administrator: true })); // prettier-ignore
  expect(made).toMatch(/^anna {2}administrator {2}all stations {2}never signed in\npassword: \S{20}\n$/); // prettier-ignore
  anna = (await signedIn(api.app, 'anna'))['cookie']!.split('=')[1]!;
  await said((options) => addPerson('otto', { ...options, role: 'operator', stations: 's1,s2' }));
  const changed = await said((options) => changePerson('otto', { ...options, role: 'engineer', stations: 'all' })); // prettier-ignore
  expect(changed).toContain('otto  engineer  all stations');
  expect(await said((options) => newPassword('otto', options))).toMatch(/new password and is signed out\npassword: \S{20}/); // prettier-ignore
  await said((options) => changePerson('otto', { ...options, disabled: true }));
  const list = await said((options) => listPeople(options));
  expect(list.split('\n').map((line) => line.split('  ')[0])).toEqual(['anna', 'otto', '']);
  expect(list).toMatch(/^otto .*disabled$/m);
  expect(await said((options) => showSessions('anna', options))).toContain('127.0.0.1  since');
  expect(await said((options) => showSessions('otto', options))).toBe('otto is not signed in\n');
});

test('keys of devices are made, listed, rotated and revoked; what is no scope is refused by name', async () => {
  const made = await said((options) => addKey('camera-1', { ...options, scopes: 'ingest,read', stations: 's1', days: '30' })); // prettier-ignore
  expect(made).toMatch(/^camera-1 {2}ingest\+read {2}s1 {2}never used {2}until 20/);
  const key = /^key: (tsk_\S+)$/m.exec(made)![1]!;
  const rotated = await said((options) => rotateKey('camera-1', options));
  expect(rotated).toMatch(/^key: tsk_\S+$/m);
  expect(rotated).not.toContain(key);
  expect(await said((options) => revokeKey('camera-1', options))).toContain('revoked 20');
  const list = await said((options) => listKeys(options));
  expect(list).toMatch(/^camera-1 .*revoked/);
  expect(list).not.toContain('tsk_');
  await expect(said((options) => addKey('robot', { ...options, scopes: 'write' }))).rejects.toThrow(/scopes/); // prettier-ignore
});
