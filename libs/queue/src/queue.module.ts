import {
  type DynamicModule,
  Inject,
  Injectable,
  Logger,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Redis } from 'ioredis';
import { LiveEvents } from './live-events.js';
import {
  AnalyseQueue,
  CalibrateQueue,
  DeliverQueue,
  InspectQueue,
  RehearseQueue,
  ReviewQueue,
} from './queues.js';
import { askingConnection, waitingConnection } from './redis-connection.js';
import { QueueHealth } from './queue-health.js';

export interface QueueOptions {
  /** `redis://host:port/number` */
  redisUrl: string;
}

const producer = Symbol('connection of the queues');

/** Closes the queues when everybody who adds has stopped, then the connection. */
@Injectable()
class QueueClosing implements OnApplicationShutdown {
  constructor(
    @Inject(producer) private readonly redis: Redis,
    @Inject(InspectQueue) private readonly inspect: InspectQueue,
    @Inject(DeliverQueue) private readonly deliver: DeliverQueue,
    @Inject(CalibrateQueue) private readonly calibrate: CalibrateQueue,
    @Inject(ReviewQueue) private readonly review: ReviewQueue,
    @Inject(RehearseQueue) private readonly rehearse: RehearseQueue,
    @Inject(AnalyseQueue) private readonly analyse: AnalyseQueue,
    @Inject(LiveEvents) private readonly events: LiveEvents,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.events.close();
    const queues = [
      this.inspect,
      this.deliver,
      this.calibrate,
      this.review,
      this.rehearse,
      this.analyse,
    ];
    await Promise.all(queues.map((queue) => queue.close()));
    this.redis.disconnect();
  }
}

@Module({})
export class QueueModule {
  static forRoot(options: QueueOptions): DynamicModule {
    const log = new Logger('queue');
    const onTrouble = (message: string) => log.warn(message);
    const queues = [
      InspectQueue,
      DeliverQueue,
      CalibrateQueue,
      ReviewQueue,
      RehearseQueue,
      AnalyseQueue,
    ];
    return {
      module: QueueModule,
      global: true,
      providers: [
        { provide: producer, useFactory: () => askingConnection(options.redisUrl, onTrouble) },
        ...queues.map((Queue) => ({
          provide: Queue,
          inject: [producer],
          useFactory: (redis: Redis) => new Queue(redis, onTrouble),
        })),
        {
          provide: LiveEvents,
          inject: [producer],
          useFactory: (redis: Redis) =>
            new LiveEvents(redis, () => waitingConnection(options.redisUrl, onTrouble), onTrouble),
        },
        {
          provide: QueueHealth,
          inject: [producer],
          useFactory: (redis: Redis) => new QueueHealth(redis),
        },
        QueueClosing,
      ],
      exports: [...queues, LiveEvents, QueueHealth],
    };
  }
}
