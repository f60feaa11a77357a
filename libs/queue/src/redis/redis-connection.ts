import { TouchstoneError } from '#contracts';
import { Redis, type RedisOptions } from 'ioredis';

/** Redis is looked for again at least once a second, however long it is away. */
const retryStrategy = (times: number) => Math.min(50 * 2 ** Math.min(times, 10), 1_000);

/**
 * Opens the connection of those who ask and must be told at once when Redis is away: nothing is held back in memory.
 */
export function askingConnection(redisUrl: string, onTrouble: (message: string) => void): Redis {
  return connect(redisUrl, onTrouble, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 5_000,
  });
}

/** Opens the connection of those who wait for something to come, and go on waiting when Redis restarts. */
export function waitingConnection(redisUrl: string, onTrouble: (message: string) => void): Redis {
  return connect(redisUrl, onTrouble, { maxRetriesPerRequest: null });
}

function connect(
  redisUrl: string,
  onTrouble: (message: string) => void,
  options: RedisOptions,
): Redis {
  const redis = new Redis(redisUrl, { connectTimeout: 3_000, retryStrategy, ...options });
  let lastTrouble = '';
  // One line per kind of trouble, not one per attempt to connect again.
  redis.on('error', (error: Error) => {
    if (error.message === lastTrouble) return;
    lastTrouble = error.message;
    onTrouble(`Redis connection: ${error.message}`);
  });
  redis.on('ready', () => (lastTrouble = ''));
  return redis;
}

/** Throws `queue-unavailable` unless the connection can take a command right now. */
export function refuseUnlessReady(redis: Redis): void {
  if (redis.status === 'ready') return;
  throw new TouchstoneError(
    'queue-unavailable',
    `Redis is not reachable (connection ${redis.status}); try again when it is back`,
  );
}
