import type { FastifyReply, FastifyRequest } from 'fastify';
import { securityHeaders } from '../http/security-headers.js';

/** A client that does not read is let go when so much waits for it; it resumes by its last event's id. */
const mostUnreadBytes = 1024 * 1024;

/** The milliseconds between two comments that say that the line is alive, through proxies that cut silent ones. */
const keepAliveMs = 15_000;

export interface ServerSentEvent {
  id?: string;
  type: string;
  /** Sent as JSON. */
  body: unknown;
}

/** One client of a stream of server-sent events (WHATWG HTML, section 9.2). */
export class EventClient {
  private readonly alive: NodeJS.Timeout;
  private readonly endings: (() => void)[] = [];
  private ended = false;

  constructor(
    request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...securityHeaders,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    reply.raw.write('retry: 2000\n\n');
    this.alive = setInterval(() => this.write(': alive\n\n'), keepAliveMs);
    request.raw.once('close', () => this.end());
    reply.raw.once('close', () => this.end());
    // A HEAD request is answered with the head: nothing would ever be written to it.
    if (request.method === 'HEAD') this.end();
  }

  send({ id, type, body }: ServerSentEvent): void {
    const name = id === undefined ? '' : `id: ${id}\n`;
    this.write(`${name}event: ${type}\ndata: ${JSON.stringify(body)}\n\n`);
  }

  /** Registers a call for when the client has gone or was let go; it comes at once when it has already. */
  onEnd(ending: () => void): void {
    if (this.ended) ending();
    else this.endings.push(ending);
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.alive);
    this.reply.raw.end();
    for (const ending of this.endings) ending();
  }

  private write(text: string): void {
    if (this.ended) return;
    this.reply.raw.write(text);
    if (this.reply.raw.writableLength <= mostUnreadBytes) return;
    this.reply.raw.destroy();
    this.end();
  }
}
