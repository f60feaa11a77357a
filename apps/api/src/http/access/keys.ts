import { createHash, timingSafeEqual } from 'node:crypto';

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

/** The keys that open the API, kept as digests. Without any the API is open. */
export class KeyRing {
  private readonly known: readonly { name: string | null; digest: Buffer }[];

  constructor(keys: readonly ApiKey[]) {
    this.known = keys.map(({ name, key }) => ({ name, digest: digestOf(key) }));
  }

  get isEmpty(): boolean {
    return this.known.length === 0;
  }

  /** All digests are compared, each in constant time: how long it takes says nothing about the key. */
  find(key: string): { name: string | null } | undefined {
    const digest = digestOf(key);
    const matches = this.known.filter((one) => timingSafeEqual(one.digest, digest));
    return matches[0];
  }
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
