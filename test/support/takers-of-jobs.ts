import { Redis } from 'ioredis';

/**
 * Returns how many workers wait for the next job in this Redis database: a worker that has none in hand asks for one and
 * is held by Redis (BZPOPMIN) until one comes. So a worker that takes no jobs is seen without waiting for what it does not do.
 */
export async function takersOfJobs(redisUrl: string): Promise<number> {
  const redis = new Redis(redisUrl);
  try {
    const database = new RegExp(`\\bdb=${redis.options.db}\\b.*\\bcmd=bzpopmin\\b`);
    const clients = String(await redis.client('LIST'));
    return clients.split('\n').filter((client) => database.test(client)).length;
  } finally {
    redis.disconnect();
  }
}
