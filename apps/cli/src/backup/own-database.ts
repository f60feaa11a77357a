import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import { childEnvironment, type Settings } from '../settings.js';

/** A PostgreSQL of the data folder that was started for this command alone. */
export interface OwnDatabase {
  url: string;
  stop(): Promise<void>;
}

const secrets = z.object({ postgres: z.string() });
const told = z.object({ url: z.string() });

/**
 * Runs `work` with the database of this installation: DATABASE_URL, the one of the data folder that runs, or that one
 * started for as long. @throws TouchstoneError program-missing, part-failed
 */
export async function withDatabase<T>(
  settings: Settings,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const running = settings.databaseUrl ?? runningDatabase(settings.dataFolder);
  if (running !== null) return work(running);
  const own = await startDatabase(settings);
  try {
    return await work(own.url);
  } finally {
    await own.stop();
  }
}

/** Returns the address of the data folder's own PostgreSQL, from what it says of itself; null while it does not run. */
export function runningDatabase(dataFolder: string): string | null {
  const pidFile = join(dataFolder, 'postgres', 'cluster', 'postmaster.pid');
  if (!existsSync(pidFile)) return null;
  const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n');
  if (!isAlive(Number(pid))) return null;
  const text = readFileSync(join(dataFolder, 'secrets.json'), 'utf8');
  const { postgres } = secrets.parse(JSON.parse(text));
  return `postgres://touchstone:${postgres}@127.0.0.1:${Number(port)}/touchstone`;
}

/**
 * Starts the data folder's PostgreSQL and nothing else; makes folder and database where they are absent.
 * @throws TouchstoneError program-missing; part-failed with what the launcher said, such as that the folder is in use
 */
export async function startDatabase(settings: Settings): Promise<OwnDatabase> {
  const program = join(settings.checkout, 'dist', 'apps', 'launcher', 'src', 'database.js');
  if (!existsSync(program))
    throw new TouchstoneError('program-missing', `${program} is not there: run \`npm run setup\`, or set DATABASE_URL`); // prettier-ignore
  const env = childEnvironment({ TOUCHSTONE_DATA: settings.dataFolder });
  const child = fork(program, { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const closed = once(child, 'close').then(() => null);
  const first = await Promise.race([once(child, 'message'), closed]);
  if (first === null) throw new TouchstoneError('part-failed', said.trim());
  return {
    url: told.parse(first[0]).url,
    stop: async () => {
      // After the channel was ended here, Node tells of the end, and not always of the closing behind it.
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
