import { createHash, timingSafeEqual } from 'node:crypto';

/** A key that opens the API, and whose it is; null: nobody in particular. */
export interface ApiKey {
  readonly name: string | null;
  readonly key: string;
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

  /**
   * Finds the name of a key. All digests are compared, each in constant time: how long it takes says nothing about the
   * key.
   */
  find(key: string): { name: string | null } | undefined {
    const digest = digestOf(key);
    const matches = this.known.filter((one) => timingSafeEqual(one.digest, digest));
    return matches[0];
  }
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
