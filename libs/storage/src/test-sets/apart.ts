import { TouchstoneError } from '#contracts';
import { and, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/database.js';
import { normals } from '../database/tables.js';
import { testPictures } from '../database/test-set-tables.js';

/** The namespace of the advisory locks that keep normals and test pictures of a station apart ("Tset" in ASCII). */
const lockKey = 0x54736574;

/** The bytes that are to be added, by their SHA-256, and what they are called in a refusal. */
export interface AddedBytes {
  readonly station: string;
  readonly sha256: string;
}

/**
 * Refuses to learn from a picture of the test set, in the transaction that adds the normal: one that was learned from
 * proves nothing. The lock lasts to the end of the transaction, so that two requests of one moment do not pass together.
 * @throws TouchstoneError picture-in-test-set
 */
export async function refuseTestPicture(queries: Queries, added: AddedBytes): Promise<void> {
  const found = await testPictureWith(queries, added);
  if (found === null) return;
  throw new TouchstoneError(
    'picture-in-test-set',
    `these very bytes are the test picture ${found.id}${named(found.fileName)} of station ${added.station}, and nothing is ` +
      'learned from a test set; take it out of the test set first, or leave this picture out',
    { facts: { pictureId: found.id } },
  );
}

/** Returns the test picture that has these bytes, or null; takes the lock as `refuseTestPicture` does. */
export async function testPictureWith(queries: Queries, { station, sha256 }: AddedBytes) {
  await lock(queries, station);
  const [found] = await queries
    .select({ id: testPictures.id, fileName: testPictures.fileName })
    .from(testPictures)
    .where(and(eq(testPictures.station, station), eq(testPictures.sha256, sha256)));
  return found ?? null;
}

/**
 * Refuses a test picture that the station has as a normal, under the same lock.
 * @throws TouchstoneError picture-is-normal
 */
export async function refuseNormal(queries: Queries, added: AddedBytes): Promise<void> {
  const { station, sha256 } = added;
  await lock(queries, station);
  const [found] = await queries
    .select({ id: normals.id })
    .from(normals)
    .where(and(eq(normals.station, station), eq(normals.sha256, sha256)));
  if (found === undefined) return;
  throw new TouchstoneError(
    'picture-is-normal',
    `these very bytes are the normal ${found.id} of station ${station}: a model that learned from a picture proves nothing ` +
      'on it; send another picture of such a part, or delete the normal, calibrate and add it then',
    { facts: { normalId: found.id } },
  );
}

async function lock(queries: Queries, station: string): Promise<void> {
  await queries.execute(sql`SELECT pg_advisory_xact_lock(${lockKey}, hashtext(${station}))`);
}

function named(fileName: string | null): string {
  return fileName === null ? '' : ` (${fileName})`;
}
