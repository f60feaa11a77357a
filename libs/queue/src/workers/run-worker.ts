import { TouchstoneError } from '#contracts';
import { type Job, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { keyPrefix } from '../job-queue.js';
import { waitingConnection } from '../redis/redis-connection.js';
import type { QueueEntry } from '../queue-entry.js';
import { retryDelay } from '../redis/retry-delay.js';

export interface Attempt {
  /** The number of the try; 1 for the first. */
  number: number;
  /** Tries in all. */
  of: number;
}

export interface WorkerOptions<T> {
  redisUrl: string;
  /** The number of jobs handled at the same time; default 1. */
  concurrency?: number;
  /** Is called once for a job that has failed for good, with how often it was tried. */
  onGivenUp?: (payload: T, error: TouchstoneError, attempts: number) => Promise<void>;
  onTrouble: (message: string) => void;
  /** The condition while which jobs are taken; absent: always. */
  onlyWhile?: Condition;
}

/** A condition outside the queue that must hold before jobs are taken, such as that the blob store is the right one. */
export interface Condition {
  readonly holds: boolean;
  /** Calls back whenever `holds` has changed. */
  onChange(listener: () => void): void;
}

export interface RunningWorker {
  /** Takes no more jobs and waits for those in hand, at most `deadlineMs`. False: the deadline came first, and the jobs go to another worker. */
  close(deadlineMs: number): Promise<boolean>;
  /** Takes no more jobs until `resume`; those in hand go on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
}

/**
 * Runs a worker, the typed edge between a queue and a plain function: parses the payload, calls the handler, and turns its error
 * into a retry or the end. A killed worker's jobs go on elsewhere after the policy's lock time.
 */
export function runWorker<T extends object>(
  queue: QueueEntry<T>,
  handler: (payload: T, attempt: Attempt) => Promise<void>,
  options: WorkerOptions<T>,
): RunningWorker {
  const { name, schema } = queue;
  const redis = waitingConnection(options.redisUrl, options.onTrouble);
  const worker = openWorker(queue, redis, options.concurrency ?? 1, (job) =>
    handle(job, schema, handler),
  );
  worker.on('error', (error) => options.onTrouble(`worker ${name}: ${error.message}`));
  worker.on('failed', (job, error) => {
    if (job === undefined || !isOver(job, error)) return;
    void giveUp(job, error, schema, options);
  });
  takeWhile(worker, options);
  return running(worker, redis);
}

type Work = (job: Job<unknown, void>) => Promise<void>;

function openWorker(
  { name, policy }: Pick<QueueEntry, 'name' | 'policy'>,
  redis: Redis,
  concurrency: number,
  work: Work,
) {
  return new Worker<unknown, void>(name, work, {
    connection: redis,
    prefix: keyPrefix,
    concurrency,
    autorun: false,
    lockDuration: policy.lockMs,
    stalledInterval: policy.stalledCheckMs,
    maxStalledCount: policy.maxStalls,
    // After Redis was away the next fetch comes soon; BullMQ's default of 15 s would hold the line up.
    runRetryDelay: 1_000,
    settings: {
      backoffStrategy: (attemptsMade) => retryDelay(policy, attemptsMade, Math.random()),
    },
  });
}

/** A job in hand goes on when the condition ceases to hold: its own error then says whether to try again. */
function takeWhile<T>(
  worker: Worker<unknown, void>,
  { onlyWhile, onTrouble }: WorkerOptions<T>,
): void {
  let begun = false;
  const follow = async () => {
    if (worker.closing !== undefined) return;
    if (onlyWhile?.holds === false) return begun ? worker.pause(true) : undefined;
    if (begun) return worker.resume();
    begun = true;
    await worker.run();
  };
  const followAndSay = () => {
    follow().catch((error: unknown) => onTrouble(`worker ${worker.name}: ${String(error)}`));
  };
  onlyWhile?.onChange(followAndSay);
  followAndSay();
}

async function handle<T>(
  job: Job<unknown, void>,
  schema: z.ZodType<T>,
  handler: (payload: T, attempt: Attempt) => Promise<void>,
): Promise<void> {
  const parsed = schema.safeParse(job.data);
  if (!parsed.success) throw unrecoverable(unreadable(job, parsed.error));
  try {
    await handler(parsed.data, { number: job.attemptsMade + 1, of: job.opts.attempts ?? 1 });
  } catch (error) {
    if (error instanceof TouchstoneError && !error.retry) throw unrecoverable(error);
    throw error;
  }
}

function unreadable(job: Job<unknown, void>, error: z.ZodError): TouchstoneError {
  return new TouchstoneError('validation-failed', `job ${job.id} cannot be read: ${error.message}`);
}

function unrecoverable(error: TouchstoneError): UnrecoverableError {
  const end = new UnrecoverableError(`${error.code}: ${error.message}`);
  end.cause = error;
  return end;
}

function isOver(job: Job<unknown, void>, error: Error): boolean {
  return error instanceof UnrecoverableError || job.attemptsMade >= (job.opts.attempts ?? 1);
}

/** If this fails as well the frame stays accepted, and the sweep puts it back in. */
async function giveUp<T>(
  job: Job<unknown, void>,
  error: Error,
  schema: z.ZodType<T>,
  options: WorkerOptions<T>,
): Promise<void> {
  const payload = schema.safeParse(job.data);
  const reason = asTouchstoneError(error);
  options.onTrouble(`job ${job.id} has failed for good: ${reason.code}: ${reason.message}`);
  if (!payload.success) return;
  try {
    await options.onGivenUp?.(payload.data, reason, job.attemptsMade);
  } catch (trouble) {
    options.onTrouble(`the failure of job ${job.id} was not kept: ${String(trouble)}`);
  }
}

function asTouchstoneError(error: Error): TouchstoneError {
  const root = error.cause instanceof Error ? error.cause : error;
  if (root instanceof TouchstoneError) return root;
  return new TouchstoneError('internal', root.message, { cause: root });
}

function running(worker: Worker<unknown, void>, redis: Redis): RunningWorker {
  return {
    close: async (deadlineMs) => {
      const deadline = new AbortController();
      const closed = worker.close().then(() => true);
      const late = sleep(deadlineMs, false, { signal: deadline.signal, ref: false });
      const inTime = await Promise.race([closed, late]);
      deadline.abort();
      late.catch(() => undefined);
      redis.disconnect();
      return inTime;
    },
    pause: () => worker.pause(true),
    resume: () => worker.resume(),
  };
}
