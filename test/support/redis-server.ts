import { Redis } from 'ioredis';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';
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

export async function startRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server = await launch(folder, port, url);
  return {
    url,
    kill: () => server.end('SIGKILL'),
    start: async (options) => {
      if (options?.empty) await rm(join(folder, 'appendonlydir'), { recursive: true, force: true });
      server = await launch(folder, port, url);
    },
    stop: async () => {
      await server.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function launch(folder: string, port: number, url: string): Promise<ServerProcess> {
  const settings = ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const durable = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];
  const args = [...settings, ...durable].map(String);
  const command = { program: 'redis-server', args, env: process.env };
  return ServerProcess.start(command, () => answers(url));
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
