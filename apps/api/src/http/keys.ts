import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { TouchstoneError } from '#contracts';

/**
 * Throws `unauthorised` unless the request has one of the keys, as `Authorization: Bearer <key>` or
 * `X-Api-Key: <key>`. Without keys everything is open; so are always health, metrics and the page.
 */
export function keyCheck(keys: readonly string[]): (request: FastifyRequest) => void {
  const digests = keys.map(digestOf);
  return (request) => {
    if (digests.length === 0 || !request.url.startsWith('/v1/')) return;
    const key = keyOf(request);
    if (key !== undefined && matches(digests, key)) return;
    throw new TouchstoneError(
      'unauthorised',
      key === undefined
        ? 'no API key was sent: send "Authorization: Bearer <key>" or "X-Api-Key: <key>"'
        : 'the API key that was sent is not one of ours',
    );
  };
}

/** All digests are compared, each in constant time: how long it takes says nothing about the key. */
function matches(digests: readonly Buffer[], key: string): boolean {
  const digest = digestOf(key);
  return digests.map((one) => timingSafeEqual(one, digest)).includes(true);
}

function keyOf(request: FastifyRequest): string | undefined {
  const bearer = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const plain = request.headers['x-api-key'];
  return bearer?.trim() ?? (typeof plain === 'string' ? plain : undefined);
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
