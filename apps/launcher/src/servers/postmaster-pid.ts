import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes a `postmaster.pid` whose process number now belongs to something else than PostgreSQL: after
 * a crash in a container numbers come again quickly, and the server would refuse to start for ever.
 * A number that is free, PostgreSQL handles by itself; one that is a PostgreSQL is left alone.
 */
export function clearStalePidFile(cluster: string): void {
  const file = join(cluster, 'postmaster.pid');
  const program = programOf(pidIn(file));
  if (program !== null && !program.includes('postgres')) rmSync(file, { force: true });
}

function pidIn(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Number.NaN;
    throw error;
  }
}

/** The command line of a process, or null where there is none or the system does not tell. */
function programOf(pid: number): string | null {
  if (!Number.isInteger(pid)) return null;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? null;
  } catch {
    // No such process, or no /proc on this system.
    return null;
  }
}
