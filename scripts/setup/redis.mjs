import { onPath } from './commands.mjs';
import { SetupError } from './say.mjs';
import { ensureProgram } from './system-packages.mjs';

/** The launcher starts a Redis of its own, so the program must be here unless REDIS_URL names one. */
export async function ensureRedis(environment = process.env) {
  if (environment.REDIS_URL) return;
  const there = await ensureProgram({
    title: 'Redis',
    programs: ['redis-server', 'valkey-server'],
    apt: 'redis-server',
    brew: 'redis',
  });
  if (there) return;
  throw new SetupError(
    'Touchstone needs Redis 6.2 or newer, and there is no `redis-server` or `valkey-server` on the PATH. ' +
      `Run \`${installLine()}\`, or set REDIS_URL to a Redis that runs already, and run the same command again.`,
  );
}

function installLine() {
  if (onPath('apt-get')) return 'sudo apt-get update && sudo apt-get install -y redis-server';
  if (onPath('dnf')) return 'sudo dnf install -y redis';
  if (onPath('apk')) return 'sudo apk add redis';
  return 'brew install redis';
}
