import { Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { TouchstoneError } from '#contracts';
import { handledQueue, type JobHandler } from './job-handler.js';
import type { JobQueues } from '../job-queues.js';
import type { QueueEntry } from '../queue-entry.js';
import { type Condition, type RunningWorker, runWorker } from './run-worker.js';
import { Schedules } from './schedules.js';

export interface HandlingOptions {
  redisUrl: string;
  /** The app that this process is; one that handles no jobs, as the API, has no queue in the table. */
  app: string;
  table: readonly QueueEntry[];
  /** The condition while which jobs are taken; absent: always. */
  onlyWhile?: Condition | undefined;
}

type Handler = JobHandler<object>;

/** Runs a worker for each queue that this process handles, from its start to its end. */
export class QueueWorkers implements OnModuleInit, OnApplicationBootstrap {
  private readonly workers: RunningWorker[] = [];
  private handlers: ReadonlyMap<QueueEntry, Handler> = new Map();
  private schedules: Schedules | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly queues: JobQueues,
    private readonly options: HandlingOptions,
  ) {}

  /** Refuses the start of a process in which a job has no handler, or two. */
  onModuleInit(): void {
    const { app, table } = this.options;
    const found = this.discovery
      .getProviders({ metadataKey: handledQueue.KEY })
      .map((provider) => ({
        queue: this.discovery.getMetadataByDecorator(handledQueue, provider)!,
        handler: provider.instance as Handler,
      }));
    refuseMisfits(app, table, found);
    this.handlers = new Map(found.map(({ queue, handler }) => [queue, handler]));
  }

  onApplicationBootstrap(): void {
    const log = new Logger('queue');
    for (const [queue, handler] of this.handlers) this.workers.push(this.run(queue, handler));
    const clocked = [...this.handlers.keys()].filter(({ everyMs }) => everyMs !== undefined);
    this.schedules = new Schedules(
      clocked.map((entry) => this.queues.of(entry)),
      (message) => log.warn(message),
    );
    this.schedules.start();
  }

  /**
   * Takes no more jobs, and waits for those in hand.
   * @throws Error when the deadline came first: the jobs in hand go to another process.
   */
  async stop(deadlineMs: number): Promise<void> {
    this.schedules?.stop();
    const ended = await Promise.all(this.workers.map((worker) => worker.close(deadlineMs)));
    if (ended.includes(false)) throw new Error('jobs in hand were left to another process');
  }

  private run(queue: QueueEntry, handler: Handler): RunningWorker {
    const log = new Logger(queue.name);
    return runWorker(queue, (job, attempt) => handler.handle(job, attempt), {
      redisUrl: this.options.redisUrl,
      concurrency: handler.atOnce ?? 1,
      ...(this.options.onlyWhile && { onlyWhile: this.options.onlyWhile }),
      onGivenUp: async (job, reason, attempts) => handler.giveUp?.(job, reason, attempts),
      onTrouble: (message) => log.warn(message),
    });
  }
}

/** @throws TouchstoneError job-not-handled, naming the queue and the handlers. */
function refuseMisfits(
  app: string,
  table: readonly QueueEntry[],
  found: readonly { queue: QueueEntry; handler: Handler }[],
): void {
  const namesFor = (wanted: QueueEntry) =>
    found.flatMap(({ queue, handler }) => (queue === wanted ? [handler.constructor.name] : []));
  for (const queue of table.filter(({ handledBy }) => handledBy === app)) {
    const names = namesFor(queue);
    if (names.length !== 1) throw misfit(queue, app, names);
  }
  const stranger = found.find(({ queue }) => queue.handledBy !== app || !table.includes(queue));
  if (stranger) throw misfit(stranger.queue, app, namesFor(stranger.queue));
}

function misfit(queue: QueueEntry, app: string, names: readonly string[]): TouchstoneError {
  const handlers = names.length === 0 ? 'no handler' : `the handlers ${names.join(', ')}`;
  return new TouchstoneError(
    'job-not-handled',
    `Jobs of the queue ${queue.name} are handled by ${queue.handledBy}, by exactly one class with @Handles; ` +
      `this ${app} has ${handlers} for them.`,
  );
}
