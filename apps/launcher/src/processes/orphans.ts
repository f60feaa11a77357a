import { readFileSync } from 'node:fs';
import { identify, isRunning, type ProcessIdentity } from './process-identity.js';

const variable = 'TOUCHSTONE_LAUNCHER';

/** Returns what marks a process, in its environment, as started by this launcher. */
export function launcherMark(): Record<string, string> {
  const mine = identify(process.pid);
  return mine === null ? {} : { [variable]: `${mine.pid} ${mine.startedAt}` };
}

/**
 * Decides whether a launcher started the process and is gone, so that the process is about to end. False
 * where the system does not show us its environment.
 */
export function isOrphan(pid: number): boolean {
  const mark = environmentOf(pid)
    .split('\0')
    .find((entry) => entry.startsWith(`${variable}=`));
  const launcher = mark === undefined ? null : parse(mark.slice(variable.length + 1));
  return launcher !== null && !isRunning(launcher);
}

function parse(mark: string): ProcessIdentity | null {
  const [, pid, startedAt] = /^(\d+) (.+)$/.exec(mark) ?? [];
  return pid === undefined || startedAt === undefined ? null : { pid: Number(pid), startedAt };
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    // Ended since, another user's, or a system without /proc.
    return '';
  }
}
