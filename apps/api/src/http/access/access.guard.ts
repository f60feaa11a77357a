import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TouchstoneError } from '#contracts';
import { Metrics } from '#telemetry';
import type { Settings } from '../../settings.js';
import { apiSettings } from '../../tokens.js';
import { peerOf } from '../peer.js';
import { Asker } from './asker.js';
import { FailedKeys } from './failed-keys.js';
import { KeyRing } from './keys.js';

/**
 * Lets a request in when it carries one of the keys, or when its route says that it needs none; everything else is
 * refused, a target that no route matches too. What counts is the route that was matched, never the text of the URL:
 * a router reads `/%761` as `/v1`.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly keys: KeyRing;
  private readonly failed: FailedKeys;

  constructor(@Inject(apiSettings) settings: Settings, metrics: Metrics) {
    this.keys = new KeyRing(settings.apiKeys);
    this.failed = new FailedKeys(metrics);
  }

  /**
   * Guards every route of the server, those of the page's files too. It runs before the body is read, which a
   * guard of the framework does not: a stranger must not make us hold an image.
   */
  guard(server: FastifyInstance): void {
    server.decorateRequest('asker', null);
    server.addHook('onRequest', (request) => this.letIn(request));
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.letIn(context.switchToHttp().getRequest<FastifyRequest>());
    return true;
  }

  /** Throws `unauthorised` or `too-many-failures`, or notes on the request who asks. */
  private async letIn(request: FastifyRequest): Promise<void> {
    if (request.asker !== null) return;
    const isOpen = this.keys.isEmpty || request.routeOptions.config?.public === true;
    request.asker = isOpen ? new Asker(null) : await this.askerOf(request);
  }

  private async askerOf(request: FastifyRequest): Promise<Asker> {
    const sent = keyOf(request);
    if (sent === undefined) return this.refuseMissing();
    this.failed.refuseHammering(peerOf(request));
    const match = this.keys.find(sent);
    if (match !== undefined) return new Asker(match.name);
    await this.failed.wrong(peerOf(request));
    throw new TouchstoneError('unauthorised', 'the API key that was sent is not one of ours');
  }

  private refuseMissing(): never {
    this.failed.missing();
    throw new TouchstoneError(
      'unauthorised',
      'no API key was sent: send "Authorization: Bearer <key>" or "X-Api-Key: <key>"',
    );
  }
}

function keyOf(request: FastifyRequest): string | undefined {
  const bearer = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const plain = request.headers['x-api-key'];
  return bearer?.trim() ?? (typeof plain === 'string' ? plain : undefined);
}
