import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.js';
import { ServerProcess } from './services/server-process.js';

const checkout = resolve(import.meta.dirname, '../..');

export interface AppProcess {
  pid: number;
  /** The address of its /metrics and /health. */
  url: string;
  end(signal: NodeJS.Signals): Promise<void>;
  /** Holds the whole process, its thread included, until it goes on. */
  hold(): void;
  goOn(): void;
}

/** Starts a built app as a process of its own, ready when its /health says so. */
export async function startAppProcess(
  app: 'worker' | 'calibrator' | 'watcher' | 'connector',
  environment: Record<string, string>,
): Promise<AppProcess> {
  const entry = join(checkout, 'dist/programs', `${app}.js`);
  if (!existsSync(entry)) throw new Error(`${entry} is not there: run npm run build:server first`);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, ...environment, TOUCHSTONE_METRICS_PORT: String(port) };
  const server = await ServerProcess.start({ program: process.execPath, args: [entry], env }, () =>
    isReady(url),
  );
  return {
    pid: server.pid,
    url,
    end: (signal) => server.end(signal),
    hold: () => server.signal('SIGSTOP'),
    goOn: () => server.signal('SIGCONT'),
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    return false;
  }
}
