import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { TouchstoneError } from '#contracts';
import type { PartPlan } from '../processes/managed-process.js';
import { findProgram } from './programs.js';

export interface RedisPlace {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Plans a Redis of our own: loopback, a password, append-only file, no eviction.
 * @throws TouchstoneError program-missing with the line that installs it.
 */
export function redisPart(place: RedisPlace): { plan: PartPlan; url: string } {
  const program = findProgram(['redis-server', 'valkey-server'], place.env['PATH'] ?? '');
  if (program === null) throw missing();
  const { folder, port, password, env } = place;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // One that an earlier release made was open to others.
  chmodSync(folder, 0o700);
  const file = join(folder, 'redis.conf');
  // In a file, not as arguments: every user of the machine can list those.
  writeFileSync(file, configuration(folder, port, password), { mode: 0o600 });
  const plan: PartPlan = {
    name: 'redis',
    url: null,
    command: { program, args: [file], env, cwd: folder },
    ready: () => answersPing(port, password),
    readyMs: 60_000,
    stopSignal: 'SIGTERM',
    stopMs: 10_000,
    note: `127.0.0.1:${port}`,
  };
  return { plan, url: `redis://:${password}@127.0.0.1:${port}` };
}

/**
 * `appendfsync everysec` is enough for "nothing accepted is lost": each write reaches the kernel before
 * Redis answers, so `kill -9` loses nothing; a power cut can lose the last second of jobs, and those
 * frames are in PostgreSQL (fsync) already, from where the sweep puts them back into the queue.
 * Snapshots (`save`) would only repeat what the append-only file holds.
 */
function configuration(folder: string, port: number, password: string): string {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(folder)}`,
    'appendonly yes',
    'appendfsync everysec',
    'aof-load-truncated yes',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    'logfile ""',
    '',
  ].join('\n');
}

/** Two inline commands, without a client that would reconnect by itself; LOADING is not an answer. */
function answersPing(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    let text = '';
    const end = (well: boolean) => {
      socket.destroy();
      resolve(well);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (chunk) => {
      text += chunk.toString();
      if (text.includes('+PONG')) end(true);
      else if (text.includes('-')) end(false);
    });
  });
}

function missing(): TouchstoneError {
  return new TouchstoneError(
    'program-missing',
    'Touchstone needs Redis 6.2 or newer, and there is no `redis-server` or `valkey-server` on the PATH. ' +
      'Run `npm run setup`, which installs it, or `sudo apt-get install redis-server`, ' +
      'or set REDIS_URL to a Redis that runs already.',
  );
}
