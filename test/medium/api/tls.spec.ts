import { cpSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tlsFiles } from '#settings';
import { startApi, type TestApi } from '../../support/api.js';
import { everyonesPassword, makeAccount } from '../../support/askers.js';
import { ownDatabase, ownRedis, type TestService } from '../../support/services.js';
import { askOverTls, hasProgram, makeCertificate, plantName } from '../../support/tls.js';
import { patience } from '../../support/until.js';

const openssl = hasProgram('openssl');
const reason = openssl ? '' : ' (skipped: openssl is not on the PATH)';

describe.skipIf(!openssl)(`the API over TLS${reason}`, () => {
  let redis: TestService;
  let postgres: TestService;
  let folder: string;
  let files: { certificate: string; key: string };
  let api: TestApi;
  let first: Buffer;

  beforeAll(async () => {
    [redis, postgres] = await Promise.all([ownRedis(), ownDatabase()]);
    folder = await mkdtemp(join(tmpdir(), 'touchstone-tls-'));
    files = makeCertificate(folder);
    first = await readFile(files.certificate);
    const services = { redisUrl: redis.url, databaseUrl: postgres.url };
    const changes = { tls: files, allowedHosts: [plantName] };
    api = await startApi(services, changes, { lookAtCertificateMs: 50 });
    await makeAccount(api.app, 'anna', 'administrator');
  });

  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
    await Promise.all([redis.stop(), postgres.stop()]);
  });

  test('it answers over TLS alone, and its cookie goes nowhere else', async () => {
    expect(api.url).toMatch(/^https:/);
    const live = await askOverTls(`${api.url}/health/live`, { ca: first });
    expect(live.status).toBe(200);
    const signIn = await askOverTls(`${api.url}/v1/session`, {
      ca: first,
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: `https://${plantName}` },
      body: JSON.stringify({ name: 'anna', password: everyonesPassword }),
    });
    expect(signIn.status).toBeLessThan(300);
    expect(String(signIn.headers['set-cookie'])).toMatch(/; Secure/);
    const plain = api.url.replace('https:', 'http:');
    await expect(fetch(`${plain}/health/live`)).rejects.toThrow();
  });

  test('a new certificate is taken without a restart, and half of one is not', async () => {
    const shown = async (ca: Buffer) => (await askOverTls(`${api.url}/health/live`, { ca })).fingerprint; // prettier-ignore
    const before = await shown(first);
    const next = await mkdtemp(join(tmpdir(), 'touchstone-tls-'));
    const renewed = makeCertificate(next);
    const second = await readFile(renewed.certificate);
    const key = await readFile(files.key);
    await writeFile(files.key, 'no key at all');
    expect(await shown(first)).toBe(before);
    cpSync(renewed.certificate, files.certificate);
    expect(await shown(first)).toBe(before);
    await writeFile(files.key, key);
    expect(await shown(first)).toBe(before);
    cpSync(renewed.key, files.key);
    const now = () => shown(second).catch(() => 'the old one');
    await expect.poll(now, patience).toMatch(/^[0-9A-F:]+$/);
    expect(await shown(second)).not.toBe(before);
    const metrics = await askOverTls(`${api.url}/metrics`, { ca: second });
    const [, seconds] = /^touchstone_certificate_expires_timestamp_seconds (\S+)/m.exec(metrics.text) ?? []; // prettier-ignore
    expect(Number(seconds) * 1000).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    await rm(next, { recursive: true });
  });

  test('files that cannot be used keep it from starting, and are named', async () => {
    const services = { redisUrl: redis.url, databaseUrl: postgres.url };
    const other = await mkdtemp(join(tmpdir(), 'touchstone-tls-'));
    const { key } = makeCertificate(other);
    const mixed = startApi(services, { tls: { ...files, key } });
    await expect(mixed).rejects.toThrow(`TOUCHSTONE_TLS_KEY (${key}) is not the key of`);
    const absent = startApi(services, { tls: { ...files, certificate: join(other, 'none') } });
    await expect(absent).rejects.toThrow(/TOUCHSTONE_TLS_CERT \(.*none\) cannot be used/);
    expect(() => tlsFiles('cert.pem', '')).toThrow(/TOUCHSTONE_TLS_KEY is not/);
    await rm(other, { recursive: true });
  });
});
