import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { type DeliverJob, deliverJob, queueNames } from '#contracts';
import { type RunningWorker, runWorker } from '#queue';
import { StoreIdentity } from '#storage';
import { DeliverAlert } from './deliver-alert.js';
import { DeliverCamera } from './deliver-camera.js';
import type { Settings } from './settings.js';
import { workerSettings } from './tokens.js';

/** Posts wait for their receivers, not for us: a slow one must not hold up the others. */
const deliveriesAtOnce = 16;

/** The edge between the queue of deliveries and those who bring an alert, or what became of a camera, to the webhook. */
@Injectable()
export class DeliverJobs implements OnApplicationBootstrap {
  private readonly log = new Logger('deliver');
  private worker: RunningWorker | undefined;

  constructor(
    @Inject(DeliverAlert) private readonly alert: DeliverAlert,
    @Inject(DeliverCamera) private readonly camera: DeliverCamera,
    private readonly store: StoreIdentity,
    @Inject(workerSettings) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    this.worker = runWorker(queueNames.deliver, deliverJob, (job) => this.of(job).deliver(job), {
      redisUrl: this.settings.redisUrl,
      onlyWhile: this.store,
      concurrency: deliveriesAtOnce,
      onGivenUp: (job, reason) => this.of(job).giveUp(job, reason),
      onTrouble: (message) => this.log.warn(message),
    });
  }

  private of({ about }: DeliverJob): DeliverAlert | DeliverCamera {
    return about === 'camera' ? this.camera : this.alert;
  }

  /** Takes no more; false when the deadline came before the end of those in hand. */
  async stop(): Promise<boolean> {
    return (await this.worker?.close(this.settings.stopMs)) ?? true;
  }
}
