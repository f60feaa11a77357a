import { type Job, type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { QueueEntry } from './queue-entry.js';
import { Turns } from './turns.js';
import { asQueueTrouble } from './redis/queue-trouble.js';
import { refuseUnlessReady } from './redis/redis-connection.js';

/** The prefix that BullMQ gives every key. */
export const keyPrefix = 'touchstone';

export interface Backlog {
  /** Jobs that could be taken now. */
  waiting: number;
  active: number;
  /** Jobs that wait for their next try. */
  delayed: number;
  /** Age of the oldest waiting job, milliseconds; 0 without one. */
  oldestMs: number;
}

/** The number of jobs whose age is looked at to know the oldest. */
const mostLookedAt = 50;

/** States in which a job is going to be done without anybody's help. */
const inWork = new Set(['waiting', 'active', 'delayed', 'prioritized', 'waiting-children']);

/** One typed queue, seen from those who put jobs in. Every failure is `queue-unavailable`, at once. */
export class JobQueue<T extends object> {
  private opened: Promise<Queue<object, void, string>> | null = null;
  private readonly turns: Turns;

  constructor(
    readonly entry: QueueEntry<T>,
    private readonly redis: Redis,
    private readonly onTrouble: (message: string) => void,
  ) {
    this.turns = new Turns(redis, `${keyPrefix}:${entry.name}`);
  }

  get name(): string {
    return this.entry.name;
  }

  /** Adds a job; one whose id is known already, finished or not, is left as it is. */
  async add(job: T): Promise<void> {
    await this.ask((queue) => this.addAll(queue, [job]));
  }

  async addMany(jobs: readonly T[]): Promise<void> {
    await this.ask((queue) => this.addAll(queue, jobs));
  }

  /**
   * Puts jobs in that may have been here before: what waits or is in work stays, what has finished or is
   * unknown starts over. Returns how many started over.
   */
  async putBack(...jobs: T[]): Promise<number> {
    return this.ask(async (queue) => {
      const idle = await this.notInWork(queue, jobs);
      await Promise.all(idle.map((job) => queue.remove(this.entry.jobId(job))));
      await this.addAll(queue, idle);
      return idle.length;
    });
  }

  /**
   * Sees to it that the job of a clocked queue comes: after the first start, a change of its pace, or Redis that came
   * back empty. One that comes already is left alone.
   */
  async keepComing(): Promise<void> {
    const { everyMs, policy } = this.entry;
    if (everyMs === undefined) return;
    await this.ask(async (queue) => {
      const known = await queue.getJobScheduler(this.name);
      const isLate = (known?.next ?? 0) < Date.now() - everyMs - policy.lockMs;
      if (known?.every === everyMs && !isLate) return;
      const { completed, failed } = policy.keep;
      const opts = { removeOnComplete: completed, removeOnFail: failed, stackTraceLimit: 3 };
      await queue.setGlobalConcurrency(1);
      await queue.upsertJobScheduler(
        this.name,
        { every: everyMs },
        { name: this.name, data: {}, opts },
      );
    });
  }

  async backlog(): Promise<Backlog> {
    return this.ask(async (queue) => {
      const [counts, next] = await Promise.all([
        queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized'),
        this.nextJobs(queue),
      ]);
      const ages = next.map(({ timestamp }) => Date.now() - timestamp);
      return {
        waiting: (counts['waiting'] ?? 0) + (counts['prioritized'] ?? 0),
        active: counts['active'] ?? 0,
        delayed: counts['delayed'] ?? 0,
        oldestMs: Math.max(0, ...ages),
      };
    });
  }

  /** Counts the processes that take jobs of this queue now, on whatever machine. */
  async processes(): Promise<number> {
    return this.ask((queue) => queue.getWorkersCount());
  }

  async close(): Promise<void> {
    const queue = await this.opened?.catch(() => null);
    await queue?.close();
  }

  private async addAll(queue: Queue<object, void, string>, jobs: readonly T[]): Promise<void> {
    if (jobs.length === 0) return;
    const priorities = await this.prioritiesOf(jobs);
    const added = jobs.map((job, place) => ({
      name: this.name,
      data: job,
      opts: { ...this.optionsOf(job), priority: priorities[place]! },
    }));
    if (added.length === 1) await queue.add(this.name, added[0]!.data, added[0]!.opts);
    else await queue.addBulk(added);
  }

  /** Returns the priorities of the jobs; 0 goes before all others, in the order in which they came. */
  private async prioritiesOf(jobs: readonly T[]): Promise<number[]> {
    const { entry } = this;
    const inTurn = jobs.filter((job) => entry.sharer && entry.goesFirst?.(job) !== true);
    if (inTurn.length === 0) return jobs.map(() => 0);
    const turns = await this.turns.next(inTurn.map((job) => entry.sharer!(job)));
    const turnOf = new Map(inTurn.map((job, place) => [job, turns[place]!]));
    return jobs.map((job) => turnOf.get(job) ?? 0);
  }

  /** Returns the jobs whose turn is next; each sharer's oldest job is among the first of a turn. */
  private async nextJobs(queue: Queue<object, void, string>): Promise<Job[]> {
    const states = await Promise.all([
      queue.getJobs(['waiting'], 0, 0, true),
      queue.getJobs(['prioritized'], 0, mostLookedAt - 1, true),
    ]);
    // A job that was taken meanwhile is not there any more.
    return (states.flat() as (Job | undefined)[]).filter((job) => job !== undefined);
  }

  private async notInWork(queue: Queue<object, void, string>, jobs: readonly T[]): Promise<T[]> {
    const states = await Promise.all(jobs.map((job) => queue.getJobState(this.entry.jobId(job))));
    return jobs.filter((_, index) => !inWork.has(states[index]!));
  }

  /** BullMQ waits without end for a Redis that is away at its first use: so it is opened when there is one. */
  private async ask<R>(question: (queue: Queue<object, void, string>) => Promise<R>): Promise<R> {
    refuseUnlessReady(this.redis);
    try {
      return await question(await (this.opened ??= this.open()));
    } catch (error) {
      throw asQueueTrouble(error);
    }
  }

  private async open(): Promise<Queue<object, void, string>> {
    const queue = new Queue<object, void, string>(this.name, {
      connection: this.redis,
      prefix: keyPrefix,
      streams: { events: { maxLen: 1_000 } },
    });
    queue.on('error', (error) => this.onTrouble(`queue ${this.name}: ${error.message}`));
    try {
      await queue.waitUntilReady();
      return queue;
    } catch (error) {
      this.opened = null;
      throw error;
    }
  }

  private optionsOf(job: T): JobsOptions {
    const { attempts, keep } = this.entry.policy;
    return {
      jobId: this.entry.jobId(job),
      attempts,
      backoff: { type: 'policy' },
      removeOnComplete: keep.completed,
      removeOnFail: keep.failed,
      stackTraceLimit: 3,
    };
  }
}
