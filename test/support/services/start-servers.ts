import { command, migrate } from './own-database.js';
import { startPostgres } from './postgres-server.js';
import { startRedis } from './redis-server.js';
import {
  redisDatabases,
  serversOfTheRun,
  tellServersOfTheRun,
  templateDatabase,
} from './servers-of-the-run.js';

/**
 * Starts one PostgreSQL and one Redis for all test files of a run (vitest's globalSetup), and ends them after it. Vitest
 * asks once for each project that wants them: whoever asks first starts them.
 */
export default async function startServers(): Promise<() => Promise<void>> {
  if (serversOfTheRun().postgresUrl !== undefined) return () => Promise.resolve();
  const [postgres, redis] = await Promise.all([
    // Nobody kills this one, so it need not survive that.
    startPostgres({ durable: false, connections: 400 }),
    startRedis({ databases: redisDatabases }),
  ]);
  await command(postgres.url, `CREATE DATABASE ${templateDatabase}`);
  const template = new URL(postgres.url);
  template.pathname = templateDatabase;
  await migrate(template.href);
  tellServersOfTheRun({ postgresUrl: postgres.url, redisUrl: redis.url });
  return async () => {
    await Promise.all([postgres.stop(), redis.stop()]);
  };
}
