import { Inject, Injectable } from '@nestjs/common';
import { type JobQueue, JobQueues, QueueHealth } from '#queue';
import { OwedJobs } from '#storage';
import { LOG, type Log, Metrics } from '#telemetry';
import { UnsettledBlobs } from './ingest/unsettled-blobs.js';
import { PruneEmbeddings } from './prune-embeddings.js';

const everyMs = 10_000;
const pruneEveryMs = 60_000;

/**
 * Puts back in what the records owe and the queues do not know, as after Redis came back empty. Every step can run
 * twice, and in two processes: jobs have the ids of what they are about.
 */
@Injectable()
export class Sweep {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly queues: JobQueues,
    private readonly owed: OwedJobs,
    private readonly turns: QueueHealth,
    private readonly unsettled: UnsettledBlobs,
    private readonly pruning: PruneEmbeddings,
    private readonly metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {}

  start(): void {
    const next = () => {
      this.running = this.round().finally(() => {
        if (this.timer !== null) this.timer = setTimeout(next, everyMs);
      });
    };
    this.timer = setTimeout(next, everyMs);
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    await this.running;
  }

  /** Goes through all queues of the table once; `afterMs` in place of what the table calls overdue. */
  async once(afterMs?: number): Promise<void> {
    for (const queue of this.queues.all())
      await this.sweep(queue, afterMs ?? queue.entry.lost.afterMs);
  }

  /** What cannot be reached now is left for the next one. */
  private async round(): Promise<void> {
    try {
      await this.unsettled.settle();
      // One process is enough; a second one at the same time would only do the same once more.
      if (await this.turns.mayDo('sweep', everyMs * 0.9)) await this.once();
      if (await this.turns.mayDo('prune', pruneEveryMs)) await this.pruning.once();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.log.warn(`the sweep goes on later: ${reason}`);
    }
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
