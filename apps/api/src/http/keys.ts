import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { TouchstoneError } from '#contracts';
import { rememberPerson } from './person.js';

/** A key that opens the API, and whose it is; null: nobody in particular. */
export interface ApiKey {
  readonly name: string | null;
  readonly key: string;
}

/**
 * Reads `anna=key1,ben=key2,key3`: a key may have the name of a person before it, which then stands in the
 * audit trail. A name is a letter and up to 60 letters, digits, `.`, `-`, `_`, so that a key in base64 which ends in
 * `=` stays one key.
 */
export function keysOf(list: string): ApiKey[] {
  return list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [, name, key] = /^([a-z][\w.-]{0,60})=(.*[^=].*)$/i.exec(one) ?? [];
      return name !== undefined && key !== undefined ? { name, key } : { name: null, key: one };
    });
}

/**
 * Throws `unauthorised` unless the request has one of the keys, as `Authorization: Bearer <key>` or
 * `X-Api-Key: <key>`, and remembers whose it is. Without keys everything is open; so are always health,
 * metrics and the page.
 */
export function keyCheck(keys: readonly ApiKey[]): (request: FastifyRequest) => void {
  const known = keys.map(({ name, key }) => ({ name, digest: digestOf(key) }));
  return (request) => {
    if (known.length === 0 || !request.url.startsWith('/v1/')) return;
    const sent = keyOf(request);
    const [match] = sent === undefined ? [] : matches(known, sent);
    if (match !== undefined) return rememberPerson(request, match.name);
    throw new TouchstoneError(
      'unauthorised',
      sent === undefined
        ? 'no API key was sent: send "Authorization: Bearer <key>" or "X-Api-Key: <key>"'
        : 'the API key that was sent is not one of ours',
    );
  };
}

/** All digests are compared, each in constant time: how long it takes says nothing about the key. */
function matches<T extends { digest: Buffer }>(known: readonly T[], key: string): T[] {
  const digest = digestOf(key);
  return known.filter((one) => timingSafeEqual(one.digest, digest));
}

function keyOf(request: FastifyRequest): string | undefined {
  const bearer = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const plain = request.headers['x-api-key'];
  return bearer?.trim() ?? (typeof plain === 'string' ? plain : undefined);
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
