import { Redis } from 'ioredis';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.js';
import { ServerProcess } from './server-process.js';

/** A Redis of the test's own: AOF and noeviction as in production, on a free port of loopback. */
export interface TestRedis {
  url: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port; `empty` takes its data away first. */
  start(options?: { empty: boolean }): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a Redis. @param options `databases`: how many logical ones it has; default 16 */
export async function startRedis({ databases = 16 } = {}): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server = await launch(folder, port, databases);
  return {
    url,
    kill: () => server.end('SIGKILL'),
    start: async (options) => {
      if (options?.empty) await rm(join(folder, 'appendonlydir'), { recursive: true, force: true });
      server = await launch(folder, port, databases);
    },
    stop: async () => {
      await server.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function launch(folder: string, port: number, databases: number): Promise<ServerProcess> {
  const place = ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const durable = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];
  const args = [...place, ...durable, '--databases', databases].map(String);
  const command = { program: 'redis-server', args, env: process.env };
  return ServerProcess.start(command, () => answers(`redis://127.0.0.1:${port}`));
}

async function answers(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
