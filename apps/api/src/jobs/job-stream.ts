import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasEnded, jobEvent, jobIn, type LongJob, type ShownJob } from '#contracts';
import { type LiveEntry, LiveEvents } from '#queue';
import { Jobs } from '#storage';
import { LOG, type Log } from '#telemetry';
import { EventClients } from '../events/event-clients.js';

/** The milliseconds between two looks into the records, so that a lost event delays the client and no more. */
const askEveryMs = 2_000;

type Show = (current: ShownJob) => void;

/** Follows a long job to its end, for one client. */
@Injectable()
export class JobStream {
  constructor(
    private readonly events: LiveEvents,
    private readonly jobs: Jobs,
    private readonly clients: EventClients,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Sends what is so now, then every change, and ends the client's stream with the job. */
  async follow(job: LongJob, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const client = this.clients.open(request, reply);
    const { type } = jobEvent(job);
    let last = '';
    const show = (current: ShownJob) => {
      const text = JSON.stringify(current);
      if (text !== last) client.send({ type, body: current });
      last = text;
      if (hasEnded(current)) client.end();
    };
    const asking = setInterval(() => void this.ask(job, show), askEveryMs);
    client.onEnd(() => clearInterval(asking));
    show(shown(job));
    if (!hasEnded(job)) client.onEnd(await this.listen(job, show));
  }

  private async listen({ id, kind }: LongJob, show: Show): Promise<() => void> {
    const take = ({ event }: LiveEntry) => {
      const current = jobIn(event);
      if (current?.id === id) show(current);
    };
    try {
      return await this.events.subscribe('$', take);
    } catch (error) {
      this.log.warn(`following ${kind} ${id} without live events: ${String(error)}`);
      return () => undefined;
    }
  }

  private async ask({ id, lane, kind }: LongJob, show: Show): Promise<void> {
    try {
      show(shown(await this.jobs.get(lane, id)));
    } catch (error) {
      this.log.warn(`${kind} ${id} could not be read: ${String(error)}`);
    }
  }
}

/** Returns the job as the live events tell of it. */
function shown(job: LongJob): ShownJob {
  return jobIn(jobEvent(job))!;
}
