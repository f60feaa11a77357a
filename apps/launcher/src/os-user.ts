import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { TouchstoneError } from '#contracts';
import type { Command } from './part.js';

/** PostgreSQL refuses root. Of these the first that the machine has is used. */
const candidates = ['touchstone', 'postgres', 'nobody'];
/** Lets a process pass through folders of others: to read and go through, or, more widely, also to write. */
const capabilities = ['dac_read_search', 'dac_override'];

export interface OsUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** How a command is run as that user, so that it reaches our folders. */
export type AsUser = (command: Command) => Command;

/**
 * Who the database runs as: null where we are not root, and so ourselves.
 * @param wanted from TOUCHSTONE_OS_USER
 * @throws TouchstoneError validation-failed when there is no such user.
 */
export function databaseUser(wanted: string | undefined): OsUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map(parseUser);
  for (const name of wanted === undefined ? candidates : [wanted]) {
    const user = users.find((entry) => entry?.name === name);
    if (user && user.uid !== 0) return user;
  }
  throw new TouchstoneError(
    'validation-failed',
    `PostgreSQL does not run as root, and this machine has no user ${wanted ?? candidates.join(' or ')}. ` +
      'Set TOUCHSTONE_OS_USER to an unprivileged one, or start Touchstone as an ordinary user.',
  );
}

function parseUser(line: string): OsUser | null {
  const [name, , uid, gid] = line.split(':');
  return name && uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : null;
}

/**
 * Finds how to run `program` as the user inside `folder`. Where a folder above either is closed to
 * others (a checkout in /root is), the process is given the one capability that lets it pass.
 * @throws TouchstoneError data-folder-unusable when none of the ways works.
 */
export function waysOf(user: OsUser | null, program: string, folder: string): AsUser {
  if (user === null) return (command) => command;
  const ways = [
    plainly(user),
    ...capabilities.map((capability) => withCapability(user, capability)),
  ];
  const works = ways.find((way) => reaches(way, program, folder));
  if (works) return works;
  throw new TouchstoneError(
    'data-folder-unusable',
    `PostgreSQL runs as the user ${user.name}, who can reach neither ${program} nor ${folder}: ` +
      'a folder above one of them is closed to others. Move the checkout out of it, or start Touchstone ' +
      'as an ordinary user, or set DATABASE_URL to a PostgreSQL that runs already.',
  );
}

function plainly({ uid, gid }: OsUser): AsUser {
  return (command) => ({ ...command, uid, gid });
}

function withCapability({ uid, gid }: OsUser, capability: string): AsUser {
  const only = `-all,+${capability}`;
  const ids = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
  const right = ['--inh-caps', only, '--ambient-caps', only, '--no-new-privs'];
  return (command) => ({
    ...command,
    program: 'setpriv',
    args: [...ids, ...right, command.program, ...command.args],
  });
}

function reaches(way: AsUser, program: string, folder: string): boolean {
  const runs = { program, args: ['--version'], env: process.env };
  const enters = {
    program: '/bin/sh',
    args: ['-c', 'cd "$0" && : > .reach && rm .reach', folder],
    env: {},
  };
  return [runs, enters].every((command) => {
    const { program: name, args, ...options } = way(command);
    return spawnSync(name, args, { ...options, stdio: 'ignore' }).status === 0;
  });
}
