import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { TouchstoneError } from '#contracts';

/**
 * Returns the folders below which sources may lie: those of `TOUCHSTONE_SOURCE_FOLDERS`, separated as in PATH, or `drop`
 * in the data folder.
 */
export function sourceFolders(list: string | undefined, data: string): string[] {
  const named = (list ?? '').split(delimiter).map((one) => one.trim());
  const given = named.filter((one) => one !== '');
  return given.length === 0 ? [join(data, 'drop')] : given.map((one) => resolve(one));
}

/**
 * Returns the real path of a folder, with every symbolic link resolved. A path that is not absolute lies below the first
 * of the roots.
 * @throws TouchstoneError folder-not-allowed where it lies below none of the roots, or folder-unusable where it is not
 * there or is none. What lies outside the roots gives the same answer whether it is there or not.
 */
export async function folderWithin(roots: readonly string[], path: string): Promise<string> {
  const wanted = isAbsolute(path) ? resolve(path) : resolve(roots[0] ?? sep, path);
  if (!roots.some((root) => isWithin(root, wanted))) refuse(roots, path);
  const found = await realpath(wanted).catch((error: unknown) => unusable(wanted, error));
  const real = await Promise.all(roots.map((root) => realpath(root).catch(() => null)));
  if (!real.some((root) => root !== null && isWithin(root, found))) refuse(roots, path);
  if (!(await stat(found)).isDirectory())
    throw new TouchstoneError('folder-unusable', `${wanted} is no folder`);
  return found;
}

/**
 * Checks that this process can list the folder, and change what is in it where files are moved or deleted.
 * @throws TouchstoneError folder-unusable naming what it cannot.
 */
export async function tryFolder(folder: string, changes: boolean): Promise<void> {
  const user = process.getuid?.() ?? 'this';
  await access(folder, constants.R_OK | constants.X_OK).catch((error: unknown) =>
    unusable(folder, error, `user ${user} is expected to be able to read it`),
  );
  if (!changes) return;
  await access(folder, constants.W_OK).catch(
    (error: unknown) =>
    unusable(folder, error, `user ${user} is expected to be able to write it, since files are moved or deleted`), // prettier-ignore
  );
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function refuse(roots: readonly string[], path: string): never {
  throw new TouchstoneError(
    'folder-not-allowed',
    `${path} does not lie below a folder that this installation allows: ${roots.join(', ')}. ` +
      'Use one of those, or let who runs Touchstone set TOUCHSTONE_SOURCE_FOLDERS',
  );
}

function unusable(folder: string, error: unknown, expected = 'make it, and save again'): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new TouchstoneError('folder-unusable', `${folder} cannot be used (${why}): ${expected}`, {
    cause: error,
  });
}
