import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TouchstoneError } from '#contracts';
import { Metrics } from '#telemetry';
import { EventClient } from './event-client.js';

/** Clients of event streams at the same time; each costs a connection and some memory. */
export const mostClients = 200;

/** Everybody who listens, so that their number is bounded and shutting down lets them go. */
@Injectable()
export class EventClients {
  private readonly clients = new Set<EventClient>();
  private closing = false;

  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  /** Answers with the head of an event stream. Throws `too-many-listeners` or `shutting-down` before. */
  open(request: FastifyRequest, reply: FastifyReply): EventClient {
    this.refuseWhenFull();
    const client = new EventClient(request, reply);
    this.clients.add(client);
    this.metrics.declared.liveClients.set(this.clients.size);
    client.onEnd(() => {
      this.clients.delete(client);
      this.metrics.declared.liveClients.set(this.clients.size);
    });
    return client;
  }

  refuseWhenFull(): void {
    if (this.closing) throw new TouchstoneError('shutting-down', 'connect again in a moment');
    if (this.clients.size >= mostClients)
      throw new TouchstoneError(
        'too-many-listeners',
        `${mostClients} clients listen already; close one or try again later`,
      );
  }

  /** Ends all streams; the clients connect again, to whoever is there then. */
  endAll(): void {
    this.closing = true;
    for (const client of [...this.clients]) client.end();
  }
}
