import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRunning } from '../../apps/launcher/src/processes/process-identity.js';
import { type Product, startProduct } from '../support/product.js';
import { nthFrame, patientClient, pushFrame, teachStation } from '../support/station.js';

const launcher = resolve(import.meta.dirname, '../../dist/apps/launcher/src/main.js');

const key = 'a-key-of-sixteen-letters';
const keyed = { TOUCHSTONE_API_KEYS: `anna=${key}` };

/** One product after the other in one folder: a start costs more than what most of the tests do with it. */
describe('a product, killed and started again', () => {
  let dataFolder: string;
  let product: Product;
  const started = (env: Record<string, string> = {}) =>
    startProduct({ dataFolder, env: { ...keyed, ...env } });
  const client = () => patientClient(product.url, { key });

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'touchstone-launcher-'));
    product = await started();
  });
  afterAll(async () => {
    await product.stop();
    await rm(dataFolder, { recursive: true, force: true });
  });

  test('servers get no secret of the environment, and what is written belongs to its user alone', async () => {
    for (const { name, pid } of product.pids()) {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
      expect(environment.includes(key), name).toBe(name === 'api');
    }
    for (const name of ['redis', 'logs', 'redis/redis.conf', 'logs/api.log'])
      expect((await stat(join(dataFolder, name))).mode & 0o077, name).toBe(0);
  });

  test('its folder and its ports are refused to another run, with the remedy', async () => {
    const again = await refusal({ TOUCHSTONE_DATA: dataFolder, TOUCHSTONE_PORT: '0' });
    expect(again).toContain('is in use by another run of Touchstone (process');
    const other = await mkdtemp(join(tmpdir(), 'touchstone-launcher-'));
    const port = new URL(product.url).port;
    const taken = await refusal({ TOUCHSTONE_DATA: other, TOUCHSTONE_PORT: port });
    expect(taken).toContain(`Port ${port} on 127.0.0.1 is in use by process`);
    expect(taken).toMatch(/TOUCHSTONE_PORT=\d+ npm start/);
    await rm(other, { recursive: true });
  });

  test('after kill -9 of the launcher the next one stops what is left and loses no frame', async () => {
    await teachStation(client(), 'line', { normals: 12 });
    product.kill('worker-1', 'SIGSTOP');
    const id = await pushFrame(client(), 'line', await nthFrame(4));
    const left = product.pids();
    expect(left.map(({ name }) => name).sort()).toEqual(
      [
        'api',
        'calibrator',
        'connector',
        'keeper',
        'postgres',
        'redis',
        'watcher',
        'worker-1',
      ].sort(),
    );
    product.kill('launcher');
    await product.stop();

    product = await started();
    expect(product.output()).toContain('an earlier run was killed; stopping what it left');
    expect(left.filter(isRunning)).toEqual([]);
    const frame = async () => client().get('/v1/frames/{frame}', { path: { frame: id } });
    await expect.poll(async () => (await frame()).state, { timeout: 60_000 }).toBe('inspected');
  });

  test('after kill -9 of the launcher its parts end by themselves, and the next start finds its ports', async () => {
    const left = product.pids();
    const { url } = product;
    product.kill('launcher');
    await expect.poll(() => left.filter(isRunning), { timeout: 120_000 }).toEqual([]);
    product = await started({ TOUCHSTONE_PORT: new URL(url).port });
    expect(product.url).toBe(url);
    expect(product.output()).not.toContain('an earlier run was killed');
    expect(await product.stop()).toBe(0);
    expect(product.output()).toContain('stopped; nothing accepted is lost');
  });
});

test('a part that cannot come up ends the run with its last words', async () => {
  const output = await refusal({ TOUCHSTONE_LOG: 'shouting' });
  expect(output).toContain('api ended (exit code 1)');
  expect(output).toMatch(/\| api: .*TOUCHSTONE_LOG/);
});

test('a Redis program that is not there is named, with the line that installs it', async () => {
  const output = await refusal({ PATH: '' });
  expect(output).toContain('there is no `redis-server` or `valkey-server` on the PATH');
});

/** Runs a launcher that must not start; resolves to what it said, without a stack trace. */
async function refusal(env: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-launcher-'));
  const ports = { TOUCHSTONE_PORT: '0', TOUCHSTONE_METRICS_PORT: '0', TOUCHSTONE_WORKERS: '0' };
  const child = spawn(process.execPath, [launcher], {
    env: { ...process.env, TOUCHSTONE_DATA: folder, ...ports, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((done) => child.on('close', done));
  await rm(folder, { recursive: true, force: true });
  expect(code, output).toBe(1);
  expect(output).not.toMatch(/^\s+at /m);
  return output;
}
