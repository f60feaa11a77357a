import { Injectable, Logger } from '@nestjs/common';
import {
  type ClockedJob,
  Handles,
  type JobHandler,
  type JobQueue,
  JobQueues,
  queues,
} from '#queue';
import { OwedJobs } from '#storage';
import { Metrics } from '#telemetry';

/**
 * Puts back in what the records owe and the queues do not know, as after Redis came back empty. Every step can run
 * twice, and in two processes: jobs have the ids of what they are about.
 */
@Handles(queues.sweep)
@Injectable()
export class Sweep implements JobHandler<ClockedJob> {
  private readonly log = new Logger('sweep');

  constructor(
    private readonly queues: JobQueues,
    private readonly owed: OwedJobs,
    private readonly metrics: Metrics,
  ) {}

  /** Goes through all queues once; what cannot be reached now is left for the next round. */
  handle(): Promise<void> {
    return this.once();
  }

  /** Goes through all queues of the table once; `afterMs` in place of what the table calls overdue. */
  async once(afterMs?: number): Promise<void> {
    for (const queue of this.queues.all())
      await this.sweep(queue, afterMs ?? queue.entry.lost.afterMs);
  }

  private async sweep(queue: JobQueue<object>, afterMs: number): Promise<void> {
    const { lost, schema } = queue.entry;
    for (const subject of lost.among)
      for await (const jobs of this.owed.pages(subject, afterMs)) {
        const back = await queue.putBack(...jobs.map((job) => schema.parse(job)));
        if (back > 0)
          this.log.warn(
            `${back} ${subject} were unknown to the queue ${queue.name} and are back in`,
          );
        this.metrics.jobsPutBack(queue.name, back);
      }
  }
}
