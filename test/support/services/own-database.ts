import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Database } from '#storage';
import { startPostgres } from './postgres-server.js';
import { startRedis } from './redis-server.js';
import { serversOfTheRun, templateDatabase } from './servers-of-the-run.js';

/** A database or a Redis that nobody else uses, until it is stopped. */
export interface TestService {
  url: string;
  stop(): Promise<void>;
}

/**
 * Makes a PostgreSQL database with the product's tables in it and no row. It lives in the server of the run; where
 * there is none (a benchmark), in a server of its own, as durable as in production.
 */
export async function ownDatabase(): Promise<TestService> {
  const { postgresUrl } = serversOfTheRun();
  if (postgresUrl === undefined) return databaseOfOwnServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await command(postgresUrl, `CREATE DATABASE ${name} TEMPLATE ${templateDatabase}`);
  const url = new URL(postgresUrl);
  url.pathname = name;
  return {
    url: url.href,
    stop: () => command(postgresUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function databaseOfOwnServer(): Promise<TestService> {
  const server = await startPostgres();
  await migrate(server.url);
  return server;
}

/** Applies the product's migrations to a database. */
export async function migrate(url: string): Promise<void> {
  const database = new Database({ url, onTrouble: () => undefined });
  try {
    await database.prepare();
  } finally {
    await database.close();
  }
}

/** Runs one statement on a connection of its own. */
export async function command(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Gives out an empty logical database of the run's Redis, so that equal keys of two test files never meet. Empty it
 * with FLUSHDB, never FLUSHALL. Where the run has no Redis (a benchmark), it is a server of its own.
 */
export async function ownRedis(): Promise<TestService> {
  const { redisUrl } = serversOfTheRun();
  if (redisUrl === undefined) return startRedis();
  const number = await redisCommand(redisUrl, (redis) => redis.incr('databases given out'));
  const url = `${redisUrl}/${number}`;
  return { url, stop: () => redisCommand(url, async (redis) => void (await redis.flushdb())) };
}

async function redisCommand<T>(url: string, ask: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  try {
    await redis.connect();
    return await ask(redis);
  } finally {
    redis.disconnect();
  }
}
