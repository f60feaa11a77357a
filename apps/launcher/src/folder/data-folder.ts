import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { TouchstoneError } from '#contracts';

/**
 * The bytes that must be free: PostgreSQL's write-ahead log alone takes 16 MiB steps; below this nothing can be
 * promised.
 */
const leastFreeBytes = 256 * 1024 * 1024;

/** The places inside the data folder that the launcher knows. */
export interface DataFolder {
  readonly path: string;
  readonly redis: string;
  readonly postgres: string;
  readonly secrets: string;
  readonly runFile: string;
  readonly logFile: (name: string) => string;
}

/**
 * Makes the data folder where it is absent, and checks that it can be written and has room.
 * @throws TouchstoneError data-folder-unusable saying what is wrong with it.
 */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable(path, error as NodeJS.ErrnoException);
  }
  checkRoom(path);
  return {
    path,
    redis: join(path, 'redis'),
    postgres: join(path, 'postgres'),
    secrets: join(path, 'secrets.json'),
    runFile: join(path, 'run.json'),
    logFile: (name) => join(path, 'logs', `${name}.log`),
  };
}

function checkRoom(path: string): void {
  const { bavail, bsize } = statfsSync(path);
  if (bavail * bsize >= leastFreeBytes) return;
  throw new TouchstoneError(
    'data-folder-unusable',
    `The disk of the data folder ${path} is full: ${mebibytes(bavail * bsize)} MiB are free, ` +
      `${mebibytes(leastFreeBytes)} MiB is the least. Make room, or put the folder on another disk ` +
      'with TOUCHSTONE_DATA=/path npm start',
  );
}

function unusable(path: string, error: NodeJS.ErrnoException): TouchstoneError {
  const reasons: Record<string, string> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'its disk is mounted read-only',
    ENOSPC: 'its disk is full',
    EEXIST: 'there is a file of that name',
    ENOTDIR: 'a part of its path is a file',
  };
  const reason = reasons[error.code ?? ''] ?? error.message;
  return new TouchstoneError(
    'data-folder-unusable',
    `The data folder ${path} cannot be used: ${reason}. Mend that, or take another folder: ` +
      'TOUCHSTONE_DATA=/path npm start',
    { cause: error },
  );
}

function mebibytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
}
