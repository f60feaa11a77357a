import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Source } from '#contracts';
import type { Pusher, Waiting } from '../pushing/pusher.js';
import { Refusal } from '../pushing/refusal.js';
import { factsOf } from './name-facts.js';
import { readWhole } from './read-whole.js';
import type { SeenFile } from './stillness.js';

/** The bytes over which a file is no picture of a camera, and is not read into memory. */
const mostBytes = 512 * 1024 * 1024;

/** The outcome of pushing a file: null where it is not the file that was seen any more, and is looked at again. */
export type Pushed = { readonly accepted: true } | { readonly refused: Refusal } | null;

/**
 * Pushes one file. Its idempotency key is made of source, name, size, time of change and bytes, so that the same file is
 * the same frame, however often it is pushed. Throws AbortError.
 */
export async function pushFile(
  source: Source,
  file: SeenFile,
  pusher: Pick<Pusher, 'push'>,
  waiting: Waiting,
): Promise<Pushed> {
  if (file.bytes === 0) return { refused: new Refusal(0, 'not-an-image', 'The file is empty.', 0) };
  if (file.bytes > mostBytes) return { refused: tooLarge(file.bytes) };
  const { path, facts: pattern } = source.settings;
  const bytes = await readWhole(path, file);
  if (bytes === null) return null;
  const facts = {
    ...factsOf(pattern, basename(file.name)),
    idempotencyKey: keyOf(source, file, bytes),
  };
  try {
    await pusher.push(source.stationId, { bytes, facts }, waiting);
    return { accepted: true };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error };
    throw error;
  }
}

function keyOf({ stationId, id }: Source, { name, identity }: SeenFile, bytes: Buffer): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([name, identity]))
    .update(bytes);
  return `source/${stationId}/${id}/${digest.digest('hex').slice(0, 48)}`;
}

function tooLarge(bytes: number): Refusal {
  return new Refusal(413, 'too-large', `The file has ${bytes} bytes, which no picture has.`, 0);
}
