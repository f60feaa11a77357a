import { access, mkdir, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { doneFolder, refusedFolder } from './look-at-folder.js';
import { isStill } from './read-whole.js';
import type { SeenFile } from './stillness.js';

/**
 * Deletes a file that was accepted, or moves it into `done`. One that was written anew since it was read stays: it is a new
 * file of the same name.
 */
export async function putAway(
  folder: string,
  file: SeenFile,
  afterwards: 'delete' | 'move',
): Promise<void> {
  if (!(await isStill(folder, file))) return;
  if (afterwards === 'delete') await unlink(join(folder, file.name));
  else await moveInto(folder, doneFolder, file.name);
}

/** Moves a refused file into `refused`, beside a text of the same name that says why. */
export async function setAside(folder: string, file: SeenFile, why: string): Promise<void> {
  if (!(await isStill(folder, file))) return;
  const moved = await moveInto(folder, refusedFolder, file.name);
  await writeFile(`${moved}.txt`, `${why}\n`);
}

/** Returns the new path; where a file of that name is there already, the new one gets a number. */
async function moveInto(folder: string, into: string, name: string): Promise<string> {
  const wanted = join(folder, into, name);
  await mkdir(dirname(wanted), { recursive: true });
  const free = await freeName(wanted);
  await rename(join(folder, name), free);
  return free;
}

async function freeName(path: string): Promise<string> {
  const { dir, name, ext } = parse(path);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : join(dir, `${name} (${number})${ext}`);
    const taken = await access(candidate).then(
      () => true,
      () => false,
    );
    if (!taken) return candidate;
  }
}
