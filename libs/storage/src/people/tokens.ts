import { createHash, randomBytes } from 'node:crypto';

/** Returns a secret that nobody guesses: 32 random bytes in base64url, behind a mark that tells what it is. */
export function newToken(mark: string): string {
  return `${mark}_${randomBytes(32).toString('base64url')}`;
}

/** Returns the SHA-256 under which a token is kept. It is random and long, so that a slow hash would add nothing. */
export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
