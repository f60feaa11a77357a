import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  Injectable,
  Logger,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TouchstoneError } from '#contracts';
import { Metrics } from '#telemetry';
import { asTouchstoneError, problemOf, problemType } from './problem.js';

/** Seconds after which a refused caller may try again. */
const retryAfter: Record<number, string> = { 429: '1', 503: '2' };

const ingestRoute = /^\/v1\/stations\/:station\/(frames|normals)$/;

/** The one place where an error becomes a response, on every route and on none. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(private readonly metrics: Metrics) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = asTouchstoneError(thrown, request.raw?.readableAborted === true);
    this.note(error, thrown, request);
    if (reply.sent) return;
    const wait = retryAfter[error.status];
    if (wait !== undefined) void reply.header('retry-after', wait);
    if (error.status === 401) void reply.header('www-authenticate', 'Bearer');
    // A body that was not read to its end cannot be followed by another request.
    if (error.status === 413) void reply.header('connection', 'close');
    void reply
      .code(error.status)
      .header('content-type', problemType)
      .header('cache-control', 'no-store')
      .send(JSON.stringify(problemOf(error, request.url)));
  }

  private note(error: TouchstoneError, thrown: unknown, request: FastifyRequest): void {
    const route = request.routeOptions?.url ?? '';
    if (request.method === 'POST' && ingestRoute.test(route)) this.metrics.frameRefused(error.code);
    const line = `${request.method} ${request.url}: ${error.code}: ${error.message}`;
    if (error.code === 'internal') this.log.error(line, thrown);
    else if (error.status >= 500) this.log.warn(line, error.cause);
    else this.log.debug(line);
  }
}
