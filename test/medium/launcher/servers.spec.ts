import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  ManagedProcess,
  type PartPlan,
  type Surroundings,
} from '../../../apps/launcher/src/processes/managed-process.js';
import { freePort } from '../../../apps/launcher/src/ports.js';
import { postgresPart } from '../../../apps/launcher/src/servers/postgres.js';
import {
  nativeFolder,
  postgresPrograms,
} from '../../../apps/launcher/src/servers/postgres-programs.js';
import { isRunning, signal } from '../../../apps/launcher/src/processes/process-identity.js';
import { redisPart } from '../../../apps/launcher/src/servers/redis.js';
import { RunFile } from '../../../apps/launcher/src/folder/run-file.js';

let folder: string;
let said: string[];
let around: Surroundings;
let started: ManagedProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-servers-'));
  // Others may pass, as through the data folder.
  await chmod(folder, 0o711);
  said = [];
  started = [];
  around = {
    logFile: (name) => join(folder, 'logs', `${name}.log`),
    runFile: new RunFile(join(folder, 'run.json')),
    say: (line) => said.push(line),
    giveUp: (error) => said.push(error.message),
  };
});

afterEach(async () => {
  await Promise.all(started.map((part) => part.stop()));
  await rm(folder, { recursive: true });
});

async function start(plan: PartPlan): Promise<ManagedProcess> {
  const part = new ManagedProcess(plan, around);
  started.push(part);
  await part.start();
  return part;
}

async function killAndAwait(name: string): Promise<void> {
  const running = RunFile.read(join(folder, 'run.json')).find((part) => part.name === name);
  signal(running!, 'SIGKILL');
  await expect.poll(() => said.at(-1), { timeout: 60_000 }).toContain('again up');
}

async function redisPlan(place = folder) {
  const password = 'a-password';
  return redisPart({
    folder: place,
    port: await freePort('127.0.0.1'),
    password,
    env: process.env,
  });
}

async function postgresPlan(place = join(folder, 'postgres')) {
  const port = await freePort('127.0.0.1');
  const [password, osUser] = ['a-password', undefined];
  return postgresPart({ folder: place, port, password, osUser, env: process.env });
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test('Redis has what it answered after kill -9, evicts nothing, and asks for its password', async () => {
  const { plan, url } = await redisPlan(join(folder, 'a folder'));
  await start(plan);
  const redis = new Redis(url);
  for (let index = 0; index < 1000; index += 1) await redis.set(`key-${index}`, index);
  expect(await redis.config('GET', 'maxmemory-policy')).toContain('noeviction');
  redis.disconnect();
  await killAndAwait('redis');
  const again = new Redis(url);
  expect(await again.dbsize()).toBe(1000);
  again.disconnect();
  const stranger = new Redis(url.replace('a-password', 'another'), { retryStrategy: () => null });
  stranger.on('error', () => undefined);
  await expect(stranger.ping()).rejects.toThrow();
  stranger.disconnect();
});

test('PostgreSQL has what it committed after kill -9, with fsync on, and stops in order', async () => {
  const { plan, url } = await postgresPlan();
  const part = await start(plan);
  await query(url, 'create table kept (n int)');
  await query(url, 'insert into kept select generate_series(1, 1000)');
  await killAndAwait('postgres');
  expect(await query(url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
  expect(await query(url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  expect(await query(url, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
  await expect(query(url.replace('a-password', 'another'), 'select 1')).rejects.toThrow('password');
  expect(await part.stop()).toBe(true);
});

test('a postmaster.pid with the number of something else does not hold the records', async () => {
  const first = await postgresPlan();
  await (await start(first.plan)).stop();
  const stale = `${process.pid}\n${join(folder, 'postgres', 'cluster')}\n0\n5432\n\n127.0.0.1\n`;
  await writeFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'), stale);
  const { plan, url } = await postgresPlan();
  await start(plan);
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('an initdb that was cut short is done anew', async () => {
  await mkdir(join(folder, 'postgres', 'cluster.new', 'base'), { recursive: true });
  const { plan } = await postgresPlan();
  await start(plan);
  expect(said.at(-1)).toContain('up in');
});

test('records of another major version are refused by name', async () => {
  await (await start((await postgresPlan()).plan)).stop();
  await writeFile(join(folder, 'postgres', 'cluster', 'PG_VERSION'), '11\n');
  await expect(postgresPlan()).rejects.toThrow('were made by PostgreSQL 11');
});

test.skipIf(process.getuid?.() !== 0)(
  'as root, PostgreSQL runs as another user, also below a folder that is closed to others',
  async () => {
    await chmod(folder, 0o700);
    const { plan, url } = await postgresPlan();
    await start(plan);
    expect(plan.note).toContain('as user');
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await killAndAwait('postgres');
    const [running] = RunFile.read(join(folder, 'run.json'));
    expect(running && isRunning(running)).toBe(true);
  },
);

test.skipIf(process.getuid?.() !== 0)(
  'as root, PostgreSQL runs from programs that only root may read, by a copy that everyone may',
  async () => {
    const [itsPackage, closed] = [join(folder, 'package'), join(folder, 'package', 'native')];
    await cp(dirname(nativeFolder()), itsPackage, { recursive: true, verbatimSymlinks: true });
    await chmod(itsPackage, 0o700);
    const nobody = { name: 'nobody', uid: 65534, gid: 65534 };
    const place = join(folder, 'place');
    expect(postgresPrograms(nobody, closed, [place])).toMatch(`${place}/touchstone/postgres-`);
    await chmod(folder, 0o700);
    expect(() => postgresPrograms(nobody, closed, [place])).toThrow('nobody cannot run the copy');
  },
);
