import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isEnough, TouchstoneError } from '#contracts';
import { peerOf } from '../peer.js';
import { Asker, needInWords } from './asker.js';
import { Askers } from './askers.js';
import { FailedKeys } from './failed-keys.js';
import { needOf } from './needs.js';
import { SeenStations } from './seen-stations.js';
import { sessionTokenOf } from './session-cookie.js';

/**
 * Lets a request in when who asks may do what its route needs; everything else is refused, a target that no route
 * matches too. What counts is the route that was matched, never the text of the URL: a router reads `/%761` as `/v1`.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly askers: Askers,
    private readonly failed: FailedKeys,
    private readonly seen: SeenStations,
  ) {}

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

  /**
   * Tells whether who asked may still do so, for an answer that goes on: keys are revoked, and sign-ins end. To ask so
   * is no use of the sign-in.
   */
  async stillLetsIn(request: FastifyRequest): Promise<boolean> {
    if (await this.askers.isOpen()) return true;
    const key = keyOf(request);
    const token = sessionTokenOf(request, key);
    if (token !== undefined) return this.askers.holdsSession(token);
    return key !== undefined && this.askers.holdsKey(key);
  }

  /** Throws `unauthorised`, `too-many-failures` or `forbidden`, or notes on the request who asks. */
  private async letIn(request: FastifyRequest): Promise<void> {
    if (request.asker !== null) return;
    if (request.routeOptions.config?.public === true) {
      request.asker = Asker.unknown;
      return;
    }
    const asker = await this.askerOf(request);
    if (!request.is404) await this.refuseWithoutRight(request, asker);
    request.asker = asker;
  }

  private async askerOf(request: FastifyRequest): Promise<Asker> {
    const key = keyOf(request);
    const token = sessionTokenOf(request, key);
    if (await this.askers.isOpen()) return Asker.ofOpenApi;
    if (token !== undefined) return this.ofSession(token, request);
    if (key !== undefined) return this.ofKey(key, request);
    if (!request.is404 && needOf(request) === 'nothing') return Asker.unknown;
    this.failed.missing();
    throw new TouchstoneError(
      'unauthorised',
      'nobody is signed in and no API key was sent: sign in on the page, or send "Authorization: Bearer <key>" or "X-Api-Key: <key>"',
    );
  }

  private async ofKey(key: string, request: FastifyRequest): Promise<Asker> {
    const peer = peerOf(request);
    this.failed.refuseHammering(peer);
    const asker = await this.askers.ofKey(key);
    if (asker !== undefined) return asker;
    await this.failed.wrong(peer);
    throw new TouchstoneError('unauthorised', 'the API key that was sent is not one of ours, or it was revoked or has expired'); // prettier-ignore
  }

  /** A token is long and random, and nobody guesses one: what is none of ours is a sign-in that has ended. */
  private async ofSession(token: string, request: FastifyRequest): Promise<Asker> {
    const asker = await this.askers.ofSession(token);
    if (asker !== undefined) return asker;
    if (!request.is404 && needOf(request) === 'nothing') return Asker.unknown;
    this.failed.ended();
    throw new TouchstoneError('unauthorised', 'the sign-in has ended: sign in again');
  }

  private async refuseWithoutRight(request: FastifyRequest, asker: Asker): Promise<void> {
    const need = needOf(request);
    if (!isEnough(need, asker)) {
      this.failed.forbidden();
      throw new TouchstoneError(
        'forbidden',
        `this needs ${needInWords(need)}; who asks is ${asker.inWords()}`,
        { facts: { needs: need } },
      );
    }
    await this.seen.refuse(request, asker);
  }
}

function keyOf(request: FastifyRequest): string | undefined {
  const bearer = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const plain = request.headers['x-api-key'];
  return bearer?.trim() ?? (typeof plain === 'string' ? plain : undefined);
}
