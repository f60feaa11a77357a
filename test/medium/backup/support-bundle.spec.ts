import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeSupportBundle } from '../../../apps/cli/src/support-bundle/support-bundle.js';
import { type TestApi, startApi } from '../../support/api.js';
import { paintedPart } from '../../support/painted-parts.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';
import { patientClient, pushFrame, putStation } from '../../support/station.js';

const secrets = {
  key: 'key-of-the-first-camera',
  passphrase: 'a passphrase of backups',
  redis: 'redis-password-made-by-us',
  webhook: 'secret-that-signs-webhooks',
  token: 'token-in-the-hooks-address',
  database: 'database-password',
};
let folder: string;
let api: TestApi;
let services: TestService[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-bundle-'));
  services = await Promise.all([ownDatabase(), ownRedis()]);
  api = await startApi({ databaseUrl: services[0]!.url, redisUrl: services[1]!.url });
  const webhook = {
    url: `https://mes.example/hook?token=${secrets.token}`,
    secret: secrets.webhook,
  };
  await putStation(patientClient(api.url), 'line-1', { webhook });
  await api.makeStation('line-2');
  const frame = { bytes: await paintedPart(1), mediaType: 'image/jpeg', facts: {} };
  await pushFrame(patientClient(api.url), 'line-2', frame);
  await mkdir(join(folder, 'logs'));
  await writeFile(join(folder, 'secrets.json'), JSON.stringify({ redis: secrets.redis, postgres: secrets.database })); // prettier-ignore
  const lines = Object.values(secrets).map(
    (secret) => `{"level":50,"msg":"somebody wrote ${secret}?"}`,
  );
  const told = `postgres://touchstone:other-password@db/t\n{"secret":"${secrets.webhook}"} GET /hook?token=${secrets.token}\n`;
  await writeFile(join(folder, 'logs', 'api.log'), `${lines.slice(0, 3).join('\n')}\n${told}`);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await api.stop();
  for (const service of services) await service.stop();
  await rm(folder, { recursive: true, force: true });
});

async function bundle(pictures: number): Promise<Map<string, Buffer>> {
  vi.stubEnv('TOUCHSTONE_DATA', folder);
  vi.stubEnv('TOUCHSTONE_API_KEYS', `camera=${secrets.key}`);
  vi.stubEnv('TOUCHSTONE_BACKUP_PASSPHRASE', secrets.passphrase);
  const file = join(folder, `bundle-${pictures}.tar.gz`);
  await writeSupportBundle(file, { url: api.url, key: secrets.key, pictures, metrics: [] });
  const tar = extract();
  const found = new Map<string, Buffer>();
  tar.end(gunzipSync(await readFile(file)));
  for await (const entry of tar) {
    const pieces: Buffer[] = [];
    for await (const piece of entry) pieces.push(piece as Buffer);
    found.set(entry.header.name, Buffer.concat(pieces));
  }
  return found;
}

test('a bundle has logs, versions, settings and figures, and no secret and no picture', async () => {
  const found = await bundle(0);
  const text = (name: string) => found.get(name)!.toString();
  expect(text('about.json')).toContain(`"node": "${process.versions.node}"`);
  expect(text('settings.json')).toContain('"TOUCHSTONE_API_KEYS": "set"');
  expect(text('figures/api.metrics.txt')).toContain('touchstone_frames_accepted_total');
  expect(text('figures/api.health.json')).toContain('"status"');
  expect(text('logs/api.log')).toContain('somebody wrote ***?');
  expect(text('stations.json')).toContain('line-1');
  const all = Buffer.concat([...found.values()]).toString('latin1');
  for (const [name, secret] of Object.entries(secrets)) expect(all, name).not.toContain(secret);
  expect(all).not.toContain('other-password');
  expect([...found.keys()].filter((name) => name.startsWith('pictures/'))).toEqual([]);
});

test('pictures come along where they are asked for', async () => {
  const found = await bundle(5);
  const pictures = [...found].filter(([name]) => name.startsWith('pictures/'));
  expect(pictures.length).toBe(1);
  expect(pictures[0]![1].equals(await paintedPart(1))).toBe(true);
});
