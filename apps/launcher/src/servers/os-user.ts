import { readFileSync, statSync } from 'node:fs';
import { TouchstoneError } from '#contracts';

/** The users that PostgreSQL may run as, since it refuses root: the first that the machine has is used. */
const candidates = ['touchstone', 'postgres', 'nobody'];

export interface OsUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Decides who the database runs as: null where we are not root, and so ourselves. A cluster that is
 * there already keeps its owner, also when a user that is preferred was added to the machine since.
 * @param wanted from TOUCHSTONE_OS_USER
 * @throws TouchstoneError validation-failed when there is no such user.
 */
export function databaseUser(wanted: string | undefined, cluster: string): OsUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map(parseUser);
  const found = users.filter((user): user is OsUser => user !== null && user.uid !== 0);
  const owner = wanted === undefined ? ownerOf(cluster, found) : null;
  if (owner) return owner;
  for (const name of wanted === undefined ? candidates : [wanted]) {
    const user = found.find((entry) => entry.name === name);
    if (user) return user;
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

function ownerOf(cluster: string, users: readonly OsUser[]): OsUser | null {
  const stats = statSync(cluster, { throwIfNoEntry: false });
  if (!stats || stats.uid === 0) return null;
  const { uid, gid } = stats;
  return { name: users.find((user) => user.uid === uid)?.name ?? String(uid), uid, gid };
}
