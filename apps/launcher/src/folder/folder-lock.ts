import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TouchstoneError } from '#contracts';
import { identify, isRunning, type ProcessIdentity } from '../processes/process-identity.js';

/**
 * Takes the data folder for this process; returns what gives it back. A lock whose process is gone is
 * taken over: that is how a run looks that was killed.
 * @throws TouchstoneError data-folder-in-use naming the process that has it.
 */
export function lockFolder(folder: string): () => void {
  const lock = join(folder, 'lock');
  const mine = JSON.stringify(identify(process.pid));
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, mine);
  try {
    while (!linked(own, lock)) removeStale(lock, folder);
  } finally {
    rmSync(own, { force: true });
  }
  return () => {
    if (readLock(lock) === mine) rmSync(lock);
  };
}

/** A link is made whole or not at all, and never over another: the file system is the judge. */
function linked(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function removeStale(lock: string, folder: string): void {
  const text = readLock(lock);
  if (text === null) return;
  const holder = parse(text);
  if (holder && isRunning(holder)) throw inUse(folder, holder.pid);
  const aside = `${lock}.stale.${process.pid}`;
  renameSync(lock, aside);
  // Another launcher may have replaced the stale lock between our look and our rename.
  if (readLock(aside) !== text) linked(aside, lock);
  rmSync(aside);
}

function inUse(folder: string, pid: number): TouchstoneError {
  return new TouchstoneError(
    'data-folder-in-use',
    `The data folder ${folder} is in use by another run of Touchstone (process ${pid}). ` +
      'Stop that one (Ctrl-C in its terminal), or give this one a folder of its own: ' +
      'TOUCHSTONE_DATA=./another-folder TOUCHSTONE_PORT=8090 TOUCHSTONE_METRICS_PORT=9201 npm start',
    { facts: { pid } },
  );
}

function readLock(lock: string): string | null {
  try {
    return readFileSync(lock, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parse(text: string): ProcessIdentity | null {
  try {
    return JSON.parse(text) as ProcessIdentity;
  } catch {
    // A lock that a full disk cut short: nobody holds it.
    return null;
  }
}
