import { Injectable } from '@nestjs/common';
import type { DeliverJob, TouchstoneError } from '#contracts';
import { Handles, type JobHandler, queues } from '#queue';
import { DeliverAlert } from './deliver-alert.js';
import { DeliverCamera } from './deliver-camera.js';

/** The edge between the queue of deliveries and those who bring an alert, or what became of a camera, to the webhook. */
@Handles(queues.deliver)
@Injectable()
export class DeliverJobs implements JobHandler<DeliverJob> {
  /**
   * The number of posts at once: they wait for their receivers, not for us, and a slow one must not hold up the others.
   */
  readonly atOnce = 16;

  constructor(
    private readonly alert: DeliverAlert,
    private readonly camera: DeliverCamera,
  ) {}

  handle(job: DeliverJob): Promise<void> {
    return this.delivererOf(job).deliver(job);
  }

  giveUp(job: DeliverJob, reason: TouchstoneError): Promise<void> {
    return this.delivererOf(job).giveUp(job, reason);
  }

  private delivererOf({ about }: DeliverJob): DeliverAlert | DeliverCamera {
    return about === 'camera' ? this.camera : this.alert;
  }
}
