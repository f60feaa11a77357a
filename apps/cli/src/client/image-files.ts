import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import { TouchstoneError } from '#contracts';

export interface ImageFile {
  path: string;
  /** Relative to the folder that was asked for, with `/` between. */
  name: string;
}

const extensions = new Set(['.jpg', '.jpeg', '.png', '.webp', '.tif', '.tiff', '.bmp']);

/**
 * Lists all images of a folder and its sub-folders, or the one file, in the order of their names.
 * @throws TouchstoneError folder-layout when there is nothing of that name or no image in it.
 */
export async function findImages(fileOrFolder: string): Promise<ImageFile[]> {
  const found = await stat(fileOrFolder).catch((error: unknown) => {
    throw new TouchstoneError('folder-layout', `There is no file or folder ${fileOrFolder}.`, {
      cause: error,
    });
  });
  if (found.isFile()) return [{ path: fileOrFolder, name: basename(fileOrFolder) }];
  const files = await imagesBelow(fileOrFolder);
  if (files.length === 0)
    throw new TouchstoneError(
      'folder-layout',
      `${fileOrFolder} has no image in it or its sub-folders; expected files ending in ${[...extensions].join(', ')}.`,
    );
  return files;
}

async function imagesBelow(folder: string): Promise<ImageFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && extensions.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Returns how a part's id is found in a file's name: the first group of the pattern (or all of what it matches);
 * without a pattern every file is a part of its own, named by its path without the ending.
 * @throws TouchstoneError validation-failed when the pattern is no regular expression or a name does not match.
 */
export function partNamer(pattern: string | undefined): (name: string) => string {
  if (pattern === undefined) return (name) => name.slice(0, -extname(name).length || undefined);
  const expression = compile(pattern);
  return (name) => {
    const found = expression.exec(name);
    const part = found?.[1] ?? found?.[0];
    if (part) return part;
    throw new TouchstoneError(
      'validation-failed',
      `--part-from ${pattern} finds no part in the file name ${name}.`,
    );
  };
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (error) {
    throw new TouchstoneError(
      'validation-failed',
      `--part-from ${pattern} is not a regular expression (${(error as Error).message}).`,
      { cause: error },
    );
  }
}
