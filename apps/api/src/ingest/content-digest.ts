import { createHash } from 'node:crypto';
import { TouchstoneError } from '#contracts';

/** The active algorithms of RFC 9530, as Node names them. */
const algorithms: ReadonlyMap<string, string> = new Map([
  ['sha-256', 'sha256'],
  ['sha-512', 'sha512'],
]);
/** The pattern of one member of the header: `sha-256=:base64:`. */
const member = /^([a-z0-9*_.-]+)=:([A-Za-z0-9+/]*={0,2}):$/i;

/**
 * Compares a body with its `Content-Digest` (RFC 9530), where there is one. Returns what could not be compared, for the
 * caller.
 * @throws TouchstoneError digest-mismatch: bytes were changed or lost on the way.
 */
export function checkDigest(header: string | undefined, body: Buffer): string[] {
  if (header === undefined || header === '') return [];
  const members = header.split(',').map((one) => member.exec(one.trim()));
  const known = members.flatMap((found) => {
    const name = found?.[1]?.toLowerCase() ?? '';
    const algorithm = algorithms.get(name);
    return algorithm === undefined ? [] : [{ name, algorithm, digest: found![2]! }];
  });
  for (const { name, algorithm, digest } of known) {
    const found = createHash(algorithm).update(body).digest('base64');
    if (found !== digest) throw differs(name, digest, found, body.length);
  }
  if (known.length > 0) return [];
  return ['Content-Digest was not checked: it has no sha-256=:base64: or sha-512=:base64: in it'];
}

function differs(name: string, said: string, found: string, length: number): TouchstoneError {
  return new TouchstoneError(
    'digest-mismatch',
    `Content-Digest says ${name} ${said}, the ${length} bytes that came have ${found}; they were changed on the way: send them again`,
  );
}
