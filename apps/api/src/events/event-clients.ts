import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TouchstoneError } from '#contracts';
import { Metrics } from '#telemetry';
import { AccessGuard } from '../http/access/access.guard.js';
import { peerOf } from '../http/peer.js';
import { EventClient } from './event-client.js';

/** Clients of event streams at the same time; each costs a connection and some memory. */
export const mostClients = 200;

/**
 * The number of listeners of one peer at most: a page has one for each window, and one more while a job is followed.
 */
export const mostOfPeer = 40;

/** The milliseconds between two looks whether the listeners may still listen. */
const lookMs = 5_000;

/** The listeners of live events, so that their number is bounded and shutting down lets them go. */
@Injectable()
export class EventClients implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('events');
  private readonly clients = new Map<EventClient, FastifyRequest>();
  private closing = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly access: AccessGuard,
  ) {}

  onApplicationBootstrap(): void {
    const failed = (error: unknown) => this.log.warn(`whether listeners may go on is asked later: ${String(error)}`); // prettier-ignore
    this.timer = setInterval(() => void this.endStrangers().catch(failed), lookMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Answers with the head of an event stream. Throws `too-many-listeners` or `shutting-down` before. */
  open(request: FastifyRequest, reply: FastifyReply): EventClient {
    const peer = peerOf(request);
    this.refuseWhenFull(peer);
    const client = new EventClient(request, reply);
    this.clients.set(client, request);
    this.metrics.declared.liveClients.set(this.clients.size);
    client.onEnd(() => {
      this.clients.delete(client);
      this.metrics.declared.liveClients.set(this.clients.size);
    });
    return client;
  }

  refuseWhenFull(peer: string): void {
    if (this.closing) throw new TouchstoneError('shutting-down', 'connect again in a moment');
    if (this.clients.size >= mostClients)
      throw new TouchstoneError(
        'too-many-listeners',
        `${mostClients} clients listen already; close one or try again later`,
      );
    const ofPeer = [...this.clients.values()].filter((one) => peerOf(one) === peer).length;
    if (ofPeer >= mostOfPeer)
      throw new TouchstoneError(
        'too-many-listeners',
        `${mostOfPeer} clients of this address listen already; close one or try again later`,
      );
  }

  /** Ends the streams of those whose key was revoked or whose sign-in has ended; they are refused when they come again. */
  async endStrangers(): Promise<void> {
    for (const [client, request] of [...this.clients])
      if (!(await this.access.stillLetsIn(request))) client.end();
  }

  /** Ends all streams; the clients connect again, to whoever is there then. */
  endAll(): void {
    this.closing = true;
    for (const client of [...this.clients.keys()]) client.end();
  }
}
