import {
  type ChildProcess,
  spawn,
  type SpawnSyncReturns,
  spawnSync,
  type StdioOptions,
} from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** A program with all that it is started with. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** A folder that the program gets open as descriptor 3, whether or not its user may walk there. */
  readonly folder?: string;
}

/** The path at which a program finds the folder that it got open. */
export const openFolder = '/proc/self/fd/3';

/**
 * Starts the command, its output to be read from pipes.
 * @param group `own`: a process group of its own, which Ctrl-C in our terminal does not reach
 */
export function startCommand(command: Command, group: 'own' | 'ours' = 'ours'): ChildProcess {
  const { program, args, folder, ...options } = command;
  const detached = group === 'own';
  return withOpen(folder, (stdio) => spawn(program, args, { ...options, detached, stdio }));
}

/** Runs the command to its end. */
export function runCommand(command: Command): SpawnSyncReturns<string> {
  const { program, args, folder, ...options } = command;
  return withOpen(folder, (stdio) =>
    spawnSync(program, args, { ...options, stdio, encoding: 'utf8' }),
  );
}

function withOpen<T>(folder: string | undefined, use: (stdio: StdioOptions) => T): T {
  const streams: StdioOptions = ['ignore', 'pipe', 'pipe'];
  if (folder === undefined) return use(streams);
  const descriptor = openSync(folder, 'r');
  try {
    return use([...streams, descriptor]);
  } finally {
    // The program has a copy of its own.
    closeSync(descriptor);
  }
}
