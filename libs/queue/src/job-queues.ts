import type { Redis } from 'ioredis';
import { JobQueue } from './job-queue.js';
import type { QueueEntry } from './queue-entry.js';

/** The queues of the table, seen from those who put jobs in. */
export class JobQueues {
  private readonly queues: ReadonlyMap<QueueEntry, JobQueue<object>>;

  constructor(table: readonly QueueEntry[], redis: Redis, onTrouble: (message: string) => void) {
    this.queues = new Map(table.map((entry) => [entry, new JobQueue(entry, redis, onTrouble)]));
  }

  /** Returns the queue of an entry of the table, as in `queues.of(queues.inspect).add(job)`. */
  of<T extends object>(entry: QueueEntry<T>): JobQueue<T> {
    const queue = this.queues.get(entry);
    if (queue === undefined)
      throw new Error(`the queue ${entry.name} is not in the table that this process was given`);
    return queue as unknown as JobQueue<T>;
  }

  all(): JobQueue<object>[] {
    return [...this.queues.values()];
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((queue) => queue.close()));
  }
}
