import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { onPath } from './commands.mjs';
import { cachedRedis, unpackRedis } from './redis-package.mjs';
import { SetupError, say } from './say.mjs';
import { ensureProgram } from './system-packages.mjs';

const programs = ['redis-server', 'valkey-server'];

/**
 * Makes sure that Redis is there.
 * The launcher starts a Redis of its own, so the program must be here unless REDIS_URL names one: on the PATH,
 * installed where that needs no person, or unpacked from the system's packages into the cache, which then goes to the
 * front of the PATH of all that we start.
 */
export async function ensureRedis(environment = process.env) {
  if (environment.REDIS_URL || programs.some(isNewEnough)) return;
  const packed = { title: 'Redis', programs, apt: 'redis-server', brew: 'redis' };
  if (!programs.some(onPath) && (await ensureProgram(packed))) return;
  const folder = cachedRedis() ?? (await unpackRedis());
  if (folder) environment.PATH = `${folder}${path.delimiter}${environment.PATH ?? ''}`;
  if (folder && programs.some(isNewEnough)) return;
  throw new SetupError(
    `Touchstone needs Redis 6.2 or newer (or Valkey), and there is none on the PATH. Run \`${installLine()}\`, ` +
      'or set REDIS_URL to a Redis that runs already, and run the same command again.',
  );
}

/** `Redis server v=7.0.15 ...`, `Valkey server v=8.1.1 ...`; too old a one is named. */
function isNewEnough(program) {
  const told = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  const [, major, minor] = / v=(\d+)\.(\d+)/.exec(told) ?? [];
  if (major === undefined) return false;
  const enough = Number(major) > 6 || (Number(major) === 6 && Number(minor) >= 2);
  if (!enough) say(`Redis: the ${program} on the PATH is ${major}.${minor}; 6.2 is the oldest`);
  return enough;
}

function installLine() {
  if (onPath('apt-get')) return 'sudo apt-get update && sudo apt-get install -y redis-server';
  if (onPath('dnf')) return 'sudo dnf install -y valkey';
  if (onPath('apk')) return 'sudo apk add valkey';
  return 'brew install redis';
}
