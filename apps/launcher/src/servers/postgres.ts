import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { TouchstoneError } from '#contracts';
import { runCommand } from '../command.js';
import type { PartPlan } from '../processes/managed-process.js';
import { postgresHost, type PostgresHost } from './postgres-host.js';
import { clearStalePidFile } from './postmaster-pid.js';

export interface PostgresPlace {
  /** The folder that holds the cluster and belongs to the user that PostgreSQL runs as. */
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly osUser: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

const databaseName = 'touchstone';
const administrator = 'touchstone';

/**
 * Plans a PostgreSQL of our own, from the binaries inside npm: loopback, a password, fsync on. Its cluster is made at
 * the first use.
 * @throws TouchstoneError program-missing, data-folder-unusable
 */
export function postgresPart(place: PostgresPlace): { plan: PartPlan; url: string } {
  const host = postgresHost(place.folder, place.osUser);
  const cluster = join(place.folder, 'cluster');
  makeCluster(place, host, cluster);
  checkVersion(cluster, host);
  const { port, password, env } = place;
  const url = urlOf(port, password, databaseName);
  const plan: PartPlan = {
    name: 'postgres',
    url: null,
    command: host.command('postgres', ['-D', host.inside('cluster'), ...serverSettings(port)], {
      ...env,
      LC_ALL: 'C',
    }),
    prepare: () => clearStalePidFile(cluster),
    ready: () => databaseIsThere(urlOf(port, password, 'postgres')),
    // After a crash it replays its log first.
    readyMs: 120_000,
    // The fast shutdown: ends sessions, writes a checkpoint.
    stopSignal: 'SIGINT',
    stopMs: 20_000,
    note: `127.0.0.1:${port}${host.user ? `  as user ${host.user.name}` : ''}`,
  };
  return { plan, url };
}

/** fsync, full_page_writes and synchronous_commit stay on, as PostgreSQL has them. */
function serverSettings(port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    // A socket file's path may have 107 bytes at most; a data folder's may have more.
    unix_socket_directories: '',
    max_connections: 100,
    log_min_messages: 'warning',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${administrator}:${password}@127.0.0.1:${port}/${database}`;
}

/** Made under another name and renamed: a cluster whose making was cut short is never taken for one. */
function makeCluster(place: PostgresPlace, host: PostgresHost, cluster: string): void {
  if (existsSync(cluster)) return;
  const unfinished = `${cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const passwordFile = join(place.folder, 'password.new');
  writeFileSync(passwordFile, place.password, { mode: 0o600 });
  if (host.user) chownSync(passwordFile, host.user.uid, host.user.gid);
  const password = `--pwfile=${host.inside('password.new')}`;
  const identity = ['-U', administrator, '-A', 'scram-sha-256', password];
  const args = ['-D', host.inside('cluster.new'), '-E', 'UTF8', '--locale=C', ...identity];
  const made = runCommand(host.command('initdb', args, { ...place.env, LC_ALL: 'C' }));
  rmSync(passwordFile);
  if (made.status !== 0) throw cannotMake(place.folder, made.stderr || String(made.error));
  renameSync(unfinished, cluster);
}

function checkVersion(cluster: string, host: PostgresHost): void {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  const version = runCommand(host.command('postgres', ['--version'], {})).stdout;
  if (version.includes(` ${made}.`) || version.includes(` ${made}beta`)) return;
  throw new TouchstoneError(
    'data-folder-unusable',
    `The records in ${cluster} were made by PostgreSQL ${made}, and this is ${version.trim()}. ` +
      'Back them up with the version of Touchstone before (touchstone backup) and restore that with this one into a new ' +
      'folder: TOUCHSTONE_DATA=/path npm start',
  );
}

function cannotMake(folder: string, reason: string): TouchstoneError {
  const detail = `PostgreSQL's initdb cannot make its data in ${folder}: ${reason.trim()}`;
  return new TouchstoneError('data-folder-unusable', detail);
}

/** Tells whether the records know an administrator; new ones know nobody. */
export async function hasAdministrator(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const table = await client.query<{ is: boolean }>("select to_regclass('accounts') is not null as is"); // prettier-ignore
    if (table.rows[0]?.is !== true) return false;
    const found = await client.query("select from accounts where role = 'administrator' and not disabled"); // prettier-ignore
    return (found.rowCount ?? 0) > 0;
  } finally {
    await client.end();
  }
}

/** Tells whether the server answers; makes our database at its first answer. */
async function databaseIsThere(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query('select from pg_database where datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
    return true;
  } catch {
    // Starting, recovering, or not there yet: asked again until the part's deadline.
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
