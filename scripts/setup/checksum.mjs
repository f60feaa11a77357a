import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** Resolves to the SHA-256 of a file, in hexadecimal. */
export async function sha256Of(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/** Throws unless the file is, to the byte, the one that was expected. */
export async function insistOnSha256(file, expected, title) {
  const found = await sha256Of(file);
  if (found === expected) return;
  throw new Error(`${title} has the SHA-256 ${found}; expected ${expected}. It was thrown away`);
}
