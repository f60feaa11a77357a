import {
  type DynamicModule,
  Inject,
  Injectable,
  Logger,
  Module,
  type OnApplicationShutdown,
  type Type,
} from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import type { Redis } from 'ioredis';
import { JobQueues } from './job-queues.js';
import { LiveEvents } from './live-events.js';
import type { QueueEntry } from './queue-entry.js';
import { QueueHealth } from './queue-health.js';
import { queues } from './queue-table.js';
import { QueueWorkers } from './workers/queue-workers.js';
import type { Condition } from './workers/run-worker.js';
import { askingConnection, waitingConnection } from './redis/redis-connection.js';

export interface QueueOptions {
  /** The address of Redis: `redis://host:port/number`. */
  redisUrl: string;
  /** The app that this process is: it handles the queues that name it. */
  app: string;
  /** The provider of what must hold before jobs are taken, such as that the blob store is the right one. */
  onlyWhile?: Type<Condition>;
  /** The product's queues, unless a test has more of them. */
  table?: readonly QueueEntry[];
}

const producer = Symbol('connection of the queues');

/** Closes the queues when everybody who adds has stopped, then the connection. */
@Injectable()
class QueueClosing implements OnApplicationShutdown {
  constructor(
    @Inject(producer) private readonly redis: Redis,
    private readonly queues: JobQueues,
    private readonly events: LiveEvents,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.events.close();
    await this.queues.close();
    this.redis.disconnect();
  }
}

/** The queues of the table, the workers of those that this app handles, and the live events. */
@Module({})
export class QueueModule {
  static forRoot(options: QueueOptions): DynamicModule {
    const { redisUrl, app, onlyWhile, table = Object.values(queues) } = options;
    const log = new Logger('queue');
    const onTrouble = (message: string) => log.warn(message);
    return {
      module: QueueModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: producer, useFactory: () => askingConnection(redisUrl, onTrouble) },
        {
          provide: JobQueues,
          inject: [producer],
          useFactory: (redis: Redis) => new JobQueues(table, redis, onTrouble),
        },
        {
          provide: LiveEvents,
          inject: [producer],
          useFactory: (redis: Redis) =>
            new LiveEvents(redis, () => waitingConnection(redisUrl, onTrouble), onTrouble),
        },
        {
          provide: QueueHealth,
          inject: [producer],
          useFactory: (redis: Redis) => new QueueHealth(redis),
        },
        {
          provide: QueueWorkers,
          inject: [DiscoveryService, JobQueues, ...(onlyWhile === undefined ? [] : [onlyWhile])],
          useFactory: (discovery: DiscoveryService, all: JobQueues, condition?: Condition) =>
            new QueueWorkers(discovery, all, { redisUrl, app, table, onlyWhile: condition }),
        },
        QueueClosing,
      ],
      exports: [JobQueues, LiveEvents, QueueHealth, QueueWorkers],
    };
  }
}
