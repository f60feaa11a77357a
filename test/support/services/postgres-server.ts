import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runCommand } from '../../../apps/launcher/src/command.js';
import {
  postgresHost,
  type PostgresHost,
} from '../../../apps/launcher/src/servers/postgres-host.js';
import { freePort } from '../free-port.js';
import { ServerProcess } from './server-process.js';

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
  /** Tells whether what is committed survives a power cut, as in production; default true. */
  durable?: boolean;
  /** The number of connections at most; default 100. */
  connections?: number;
}

export async function startPostgres(options: PostgresOptions = {}): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-postgres-'));
  const host = postgresHost(folder);
  const environment = { ...process.env, LC_ALL: 'C' };
  makeCluster(host, environment);
  const port = await freePort();
  const url = `postgres://touchstone@127.0.0.1:${port}/postgres`;
  const place = ['-D', host.inside('data'), '-p', String(port), '-h', '127.0.0.1', '-k', ''];
  const command = host.command('postgres', [...place, ...settingsOf(options)], environment);
  const launch = () => ServerProcess.start(command, () => answers(url));
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

function makeCluster(host: PostgresHost, environment: NodeJS.ProcessEnv): void {
  const args = ['-U', 'touchstone', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  const made = runCommand(
    host.command('initdb', ['-D', host.inside('data'), ...args], environment),
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || String(made.error)}`);
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
