import { createHash } from 'node:crypto';
import { pack } from 'tar-stream';

/** The two empty blocks that end a tar file. */
export const endOfTar = Buffer.alloc(1024);

/** The word of the extended header that carries the SHA-256 of an entry's bytes. */
export const hashWord = 'TOUCHSTONE.sha256';

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Returns the bytes of one entry of a tar file. The same entry always gives the same bytes. */
export async function packed(name: string, bytes: Buffer): Promise<Buffer> {
  const tar = pack();
  const header = {
    name,
    size: bytes.length,
    mode: 0o600,
    mtime: new Date(0),
    pax: { [hashWord]: sha256Of(bytes) },
  };
  tar.entry(header, bytes);
  tar.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of tar) pieces.push(piece as Buffer);
  const whole = Buffer.concat(pieces);
  return whole.subarray(0, whole.length - endOfTar.length);
}
