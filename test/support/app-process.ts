import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.js';
import { ServerProcess } from './server-process.js';

const checkout = resolve(import.meta.dirname, '../..');

/** A built app as a process of its own, ready when its /health says so. */
export async function startAppProcess(
  app: 'worker' | 'calibrator',
  environment: Record<string, string>,
): Promise<ServerProcess> {
  const entry = join(checkout, 'dist/apps', app, 'src/main.js');
  if (!existsSync(entry)) throw new Error(`${entry} is not there: run npm run build:server first`);
  const port = await freePort();
  const env = { ...process.env, ...environment, TOUCHSTONE_METRICS_PORT: String(port) };
  return ServerProcess.start(process.execPath, [entry], { env }, () => isReady(port));
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  } catch {
    return false;
  }
}
