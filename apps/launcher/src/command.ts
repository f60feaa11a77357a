import { type ChildProcess, spawn, type SpawnSyncReturns, spawnSync } from 'node:child_process';
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
  /** Set for a Node program: it sees our end, however we end, by the end of a channel. */
  readonly seesOurEnd?: boolean;
}

/** The path at which a program finds the folder that it got open. */
export const openFolder = '/proc/self/fd/3';

/**
 * Starts the command, its output to be read from pipes.
 * @param group `own`: a process group of its own, which Ctrl-C in our terminal does not reach
 */
export function startCommand(command: Command, group: 'own' | 'ours' = 'ours'): ChildProcess {
  const { program, args, folder, seesOurEnd, ...options } = command;
  const detached = group === 'own';
  const channel: 'ipc'[] = seesOurEnd === true ? ['ipc'] : [];
  return withOpen(folder, (streams) =>
    spawn(program, args, { ...options, detached, stdio: [...streams, ...channel] }),
  );
}

/** Runs the command to its end. */
export function runCommand(command: Command): SpawnSyncReturns<string> {
  const { program, args, folder, env, cwd, uid, gid } = command;
  return withOpen(folder, (stdio) =>
    spawnSync(program, args, { env, cwd, uid, gid, stdio, encoding: 'utf8' }),
  );
}

type Streams = ('ignore' | 'pipe' | number)[];

function withOpen<T>(folder: string | undefined, use: (streams: Streams) => T): T {
  const streams: Streams = ['ignore', 'pipe', 'pipe'];
  if (folder === undefined) return use(streams);
  const descriptor = openSync(folder, 'r');
  try {
    return use([...streams, descriptor]);
  } finally {
    // The program has a copy of its own.
    closeSync(descriptor);
  }
}
