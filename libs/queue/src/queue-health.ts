import type { Redis } from 'ioredis';
import { asQueueTrouble } from './queue-trouble.js';
import { refuseUnlessReady } from './redis-connection.js';

/** Whether Redis takes commands, and a lock for work that one process at a time should do. */
export class QueueHealth {
  constructor(private readonly redis: Redis) {}

  /** One round trip; throws `queue-unavailable`. */
  async ping(): Promise<void> {
    refuseUnlessReady(this.redis);
    try {
      await this.redis.ping();
    } catch (error) {
      throw asQueueTrouble(error);
    }
  }

  /** Whether the caller is the one who may do `name` now; nobody else is for `ms`. */
  async mayDo(name: string, ms: number): Promise<boolean> {
    refuseUnlessReady(this.redis);
    try {
      return (
        (await this.redis.set(`touchstone:turn:${name}`, '1', 'PX', Math.ceil(ms), 'NX')) === 'OK'
      );
    } catch (error) {
      throw asQueueTrouble(error);
    }
  }
}
