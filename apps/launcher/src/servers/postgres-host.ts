import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TouchstoneError } from '#contracts';
import { type Command, openFolder, runCommand } from '../command.js';
import { databaseUser, type OsUser } from './os-user.js';
import { postgresPrograms } from './postgres-programs.js';

/** A folder for a PostgreSQL, and how its programs run in it, whoever started us. */
export interface PostgresHost {
  readonly folder: string;
  /** The user that the programs run as; null: ourselves. */
  readonly user: OsUser | null;
  /** Returns the path of something in the folder, as the programs have to be told it. */
  readonly inside: (name: string) => string;
  /** Returns how to run one of the programs. */
  readonly command: (
    program: 'initdb' | 'postgres',
    args: readonly string[],
    env: NodeJS.ProcessEnv,
  ) => Command;
}

/**
 * Makes the folder where it is absent, and says how PostgreSQL runs in it. Started by root it runs as an
 * unprivileged user, who owns the folder and gets it open: so the folders above may stay closed to
 * that user, and the process needs no right beyond its user's.
 * @param osUser from TOUCHSTONE_OS_USER
 * @throws TouchstoneError program-missing, validation-failed, data-folder-unusable
 */
export function postgresHost(folder: string, osUser?: string): PostgresHost {
  const user = databaseUser(osUser, join(folder, 'cluster'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const programs = postgresPrograms(user);
  if (user === null)
    return {
      folder,
      user,
      inside: (name) => join(folder, name),
      command: (program, args, env) => ({ program: join(programs, program), args, env }),
    };
  const { uid, gid } = user;
  chownSync(folder, uid, gid);
  const seen = process.platform === 'linux' ? openFolder : folder;
  refuseUnreachable(folder, seen, user);
  return {
    folder,
    user,
    inside: (name) => join(seen, name),
    command: (program, args, env) => ({
      program: join(programs, program),
      args,
      env,
      cwd: '/',
      uid,
      gid,
      folder,
    }),
  };
}

function refuseUnreachable(folder: string, seen: string, { name, uid, gid }: OsUser): void {
  const args = ['-c', 'cd "$0" && : > .reach && rm .reach', seen];
  const tried = runCommand({ program: '/bin/sh', args, env: {}, cwd: '/', uid, gid, folder });
  if (tried.status === 0) return;
  throw new TouchstoneError(
    'data-folder-unusable',
    `PostgreSQL runs as the user ${name}, who cannot write in ${folder}: ` +
      `${tried.stderr?.trim() || String(tried.error)}. Start Touchstone as an ordinary user, or set ` +
      'DATABASE_URL to a PostgreSQL that runs already.',
  );
}
