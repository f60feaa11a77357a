import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LiveEvent } from '#contracts';
import { LiveEvents } from '#queue';
import { startApi, type TestApi } from '../support/api.js';
import { everyonesPassword, makeAccount } from '../support/askers.js';
import { freePort } from '../support/free-port.js';
import { ownDatabase, ownRedis, type TestService } from '../support/services.js';
import { askOverTls, hasProgram, makeCertificate, openOverTls, plantName } from '../support/tls.js';
import { until } from '../support/until.js';

const deploy = resolve(import.meta.dirname, '../../deploy');

/** A proxy with the file of deploy/, in which only addresses and the certificate's folder are others. */
interface Proxy {
  readonly program: string;
  readonly file: string;
  /** Writes what else it needs, and returns its parameters. */
  readonly prepare: (folder: string, text: string) => Promise<string[]>;
}

const proxies: Proxy[] = [
  {
    program: 'nginx',
    file: 'nginx/touchstone.conf',
    prepare: async (folder, text) => {
      await writeFile(join(folder, 'site.conf'), text);
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`); // prettier-ignore
      const main = `daemon off; pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${temporary.join(' ')} include ${folder}/site.conf; }`;
      await writeFile(join(folder, 'nginx.conf'), main);
      return ['-c', join(folder, 'nginx.conf')];
    },
  },
  {
    program: 'caddy',
    file: 'caddy/Caddyfile',
    prepare: async (folder, text) => {
      const options = 'grace_period 1s\n\tadmin off\n\tauto_https disable_redirects';
      await writeFile(join(folder, 'Caddyfile'), text.replace('grace_period 10s', options));
      return ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
    },
  },
];

describe.each(proxies)('$program before the API', ({ program, file, prepare }) => {
  const missing = [program, 'openssl'].filter((one) => !hasProgram(one));
  const reason = missing.length === 0 ? '' : ` (skipped: ${missing.join(', ')} not on the PATH)`;
  let services: [TestService, TestService];
  let api: TestApi;
  let folder: string;
  let ca: Buffer;
  let proxy: ChildProcess;
  let url: string;

  beforeAll(async () => {
    if (missing.length > 0) return;
    services = await Promise.all([ownRedis(), ownDatabase()]);
    const [redis, postgres] = services;
    const known = { allowedHosts: [plantName], trustedProxies: ['127.0.0.1'] };
    api = await startApi({ redisUrl: redis.url, databaseUrl: postgres.url }, known);
    await makeAccount(api.app, 'anna', 'administrator');
    folder = await mkdtemp(join(tmpdir(), 'touchstone-proxy-'));
    ca = await readFile(makeCertificate(folder).certificate);
    const [secure, plain] = [await freePort(), await freePort()];
    const text = (await readFile(join(deploy, file), 'utf8'))
      .replaceAll('/etc/touchstone/tls', folder)
      .replaceAll('127.0.0.1:8080', new URL(api.url).host)
      .replace('listen 80;', `listen 127.0.0.1:${plain};`)
      .replace('listen 443 ssl;', `listen 127.0.0.1:${secure} ssl;`)
      .replace(`\n${plantName} {`, `\n${plantName}:${secure} {\n\tbind 127.0.0.1`);
    const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin`, HOME: folder };
    proxy = spawn(program, await prepare(folder, text), { env, stdio: 'ignore' });
    url = `https://127.0.0.1:${secure}`;
    await until(async () => (await ask('/health/live').catch(() => null))?.status === 200);
  });

  afterAll(async () => {
    if (missing.length > 0) return;
    proxy.kill('SIGTERM');
    await until(() => proxy.exitCode !== null || proxy.signalCode !== null);
    await api.stop();
    await rm(folder, { recursive: true });
    await Promise.all(services.map((one) => one.stop()));
  });

  const ask = (path: string, asked: Partial<Parameters<typeof askOverTls>[1]> = {}) =>
    askOverTls(`${url}${path}`, { ca, ...asked });

  const signIn = async () => {
    const answer = await ask('/v1/session', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: `https://${plantName}`,
        'x-forwarded-for': '10.9.9.9',
      },
      body: JSON.stringify({ name: 'anna', password: everyonesPassword }),
    });
    expect(answer.status).toBeLessThan(300);
    return String(answer.headers['set-cookie']);
  };

  test.skipIf(missing.length > 0)(
    `a sign-in of its page is taken, with a cookie for TLS alone, from the caller's own address${reason}`,
    async () => {
      const cookie = await signIn();
      expect(cookie).toMatch(/; Secure/);
      const headers = { cookie: cookie.split(';')[0]! };
      const { items } = JSON.parse((await ask('/v1/people/anna/sessions', { headers })).text) as { items: { peer: string }[] }; // prettier-ignore
      expect(items.map(({ peer }) => peer)).toEqual(['127.0.0.1']);
    },
  );

  test.skipIf(missing.length > 0)(
    `a body of megabytes comes through, and what is over the API's own limit is refused by the API${reason}`,
    async () => {
      const headers = { cookie: (await signIn()).split(';')[0]!, 'content-type': 'image/png' };
      const made = await ask('/v1/stations/s1', { method: 'PUT', headers: { ...headers, 'content-type': 'application/json' }, body: '{}' }); // prettier-ignore
      expect(made.status).toBe(201);
      const send = (megabytes: number) =>
      ask('/v1/stations/s1/normals', { method: 'POST', headers, body: Buffer.alloc(megabytes * 1e6, 7) }); // prettier-ignore
      expect((await send(1.9)).text).toContain('image');
      expect(JSON.parse((await send(3)).text)).toMatchObject({ status: 413 });
    },
  );

  test.skipIf(missing.length > 0)(`a live event comes through at once${reason}`, async () => {
    const headers = { cookie: (await signIn()).split(';')[0]!, accept: 'text/event-stream' };
    const stream = await openOverTls(`${url}/v1/events`, { ca, headers });
    expect(stream.headers['content-type']).toContain('text/event-stream');
    const event: LiveEvent = { type: 'names-learned', stationId: 's-live' };
    await api.app.get(LiveEvents).publish(event);
    let text = '';
    for await (const part of stream) {
      text += String(part);
      if (text.includes('s-live')) break;
    }
    expect(text).toContain('names-learned');
  });
});
