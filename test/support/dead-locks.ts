import { Redis } from 'ioredis';
import type { QueueName } from '../../libs/queue/src/queue-table.js';
import { keyPrefix } from '../../libs/queue/src/job-queue.js';

/**
 * Does at once what time does after a process was killed: its locks on the jobs of this queue end, and the next worker
 * that looks finds them stalled. Nobody who lives may hold a job of the queue. That the locks end by themselves, and when,
 * is what test/medium/worker/worker-process.spec.ts and test/e2e/chaos.spec.ts wait for.
 */
export async function endLocksOfTheDead(redisUrl: string, name: QueueName): Promise<void> {
  const redis = new Redis(redisUrl);
  const queue = `${keyPrefix}:${name}`;
  try {
    const jobs = await redis.lrange(`${queue}:active`, 0, -1);
    if (jobs.length === 0) throw new Error(`no job of the queue ${name} was in hand`);
    await redis.del(`${queue}:stalled-check`, ...jobs.map((id) => `${queue}:${id}:lock`));
    await redis.sadd(`${queue}:stalled`, ...jobs);
  } finally {
    redis.disconnect();
  }
}
