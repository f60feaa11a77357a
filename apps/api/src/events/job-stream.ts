import { Inject, Injectable } from '@nestjs/common';
import type { JobState, LiveEvent } from '#contracts';
import { type LiveEntry, LiveEvents } from '#queue';
import { LOG, type Log } from '#telemetry';
import type { EventClient } from './event-client.js';

/** The milliseconds between two looks into the records, so that a lost event delays the client and no more. */
const askEveryMs = 2_000;

/** A long job, as the records have it now. */
export interface Job {
  id: string;
  state: JobState;
}

/** The sources of a job's news: the events and the records. */
export interface JobNews<J extends Job> {
  /** The event's name, `calibration`. */
  type: string;
  read: (id: string) => Promise<J>;
  /** The job that a live event speaks of; null for every other event. */
  of: (event: LiveEvent) => J | null;
}

/** Follows one job to its end, for one client. */
@Injectable()
export class JobStream {
  constructor(
    private readonly events: LiveEvents,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Sends what is so now, then every change, and ends the client's stream with the job. */
  async follow<J extends Job>(job: J, news: JobNews<J>, client: EventClient): Promise<void> {
    let last = '';
    const show = (current: J) => {
      const text = JSON.stringify(current);
      if (text !== last) client.send({ type: news.type, body: current });
      last = text;
      if (hasEnded(current)) client.end();
    };
    const asking = setInterval(() => void this.ask(job.id, news, show), askEveryMs);
    client.onEnd(() => clearInterval(asking));
    show(job);
    if (!hasEnded(job)) client.onEnd(await this.listen(job.id, news, show));
  }

  private async listen<J extends Job>(
    id: string,
    { type, of }: JobNews<J>,
    show: (current: J) => void,
  ): Promise<() => void> {
    const take = ({ event }: LiveEntry) => {
      const current = of(event);
      if (current?.id === id) show(current);
    };
    try {
      return await this.events.subscribe('$', take);
    } catch (error) {
      this.log.warn(`following ${type} ${id} without live events: ${String(error)}`);
      return () => undefined;
    }
  }

  private async ask<J extends Job>(
    id: string,
    { type, read }: JobNews<J>,
    show: (current: J) => void,
  ): Promise<void> {
    try {
      show(await read(id));
    } catch (error) {
      this.log.warn(`${type} ${id} could not be read: ${String(error)}`);
    }
  }
}

function hasEnded({ state }: Job): boolean {
  return state !== 'queued' && state !== 'running';
}
