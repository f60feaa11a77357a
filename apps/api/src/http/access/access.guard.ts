import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TouchstoneError } from '#contracts';
import type { Settings } from '../../settings.js';
import { apiSettings } from '../../tokens.js';
import { Asker } from './asker.js';
import { KeyRing } from './keys.js';

/**
 * Lets a request in when it carries one of the keys, or when its route says that it needs none; everything else is
 * refused, a target that no route matches too. What counts is the route that was matched, never the text of the URL:
 * a router reads `/%761` as `/v1`.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly keys: KeyRing;

  constructor(@Inject(apiSettings) settings: Settings) {
    this.keys = new KeyRing(settings.apiKeys);
  }

  /**
   * Guards every route of the server, those of the page's files too. It runs before the body is read, which a
   * guard of the framework does not: a stranger must not make us hold an image.
   */
  guard(server: FastifyInstance): void {
    server.decorateRequest('asker', null);
    server.addHook('onRequest', (request, _reply, done) => {
      this.letIn(request);
      done();
    });
  }

  canActivate(context: ExecutionContext): boolean {
    this.letIn(context.switchToHttp().getRequest<FastifyRequest>());
    return true;
  }

  /** Throws `unauthorised`, or notes on the request who asks. */
  private letIn(request: FastifyRequest): void {
    if (request.asker !== null) return;
    if (this.keys.isEmpty || request.routeOptions.config?.public === true) {
      request.asker = new Asker(null);
      return;
    }
    const sent = keyOf(request);
    const match = sent === undefined ? undefined : this.keys.find(sent);
    if (match === undefined) throw refusal(sent);
    request.asker = new Asker(match.name);
  }
}

function refusal(sent: string | undefined): TouchstoneError {
  return new TouchstoneError(
    'unauthorised',
    sent === undefined
      ? 'no API key was sent: send "Authorization: Bearer <key>" or "X-Api-Key: <key>"'
      : 'the API key that was sent is not one of ours',
  );
}

function keyOf(request: FastifyRequest): string | undefined {
  const bearer = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const plain = request.headers['x-api-key'];
  return bearer?.trim() ?? (typeof plain === 'string' ? plain : undefined);
}
