import type { Redis } from 'ioredis';
import { asQueueTrouble } from './redis/queue-trouble.js';
import { refuseUnlessReady } from './redis/redis-connection.js';

/** The check that Redis takes commands. */
export class QueueHealth {
  constructor(private readonly redis: Redis) {}

  /** Makes one round trip to Redis. Throws `queue-unavailable`. */
  async ping(): Promise<void> {
    refuseUnlessReady(this.redis);
    try {
      await this.redis.ping();
    } catch (error) {
      throw asQueueTrouble(error);
    }
  }
}
