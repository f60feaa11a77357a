import { resolve } from 'node:path';
import { connectForCopies } from './connect.js';

/** The namespace of the advisory locks under which a backup's file is written ("Back" in ASCII). */
const backupLock = 0x4261636b;

/**
 * Lets one run at a time write a backup of this database to a file, on whichever machine: the database holds the lock, and lets
 * go of it when the run ends, however it does. Returns what ends it; null while another run writes.
 */
export async function becomeOnlyWriter(
  url: string,
  file: string,
): Promise<(() => Promise<void>) | null> {
  const client = await connectForCopies(url);
  const { rows } = await client.query<{ held: boolean }>(
    'SELECT pg_try_advisory_lock($1, hashtext($2)) AS held',
    [backupLock, resolve(file)],
  );
  if (rows[0]?.held === true) return () => client.end();
  await client.end();
  return null;
}
