import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { backboneManifest, TouchstoneError } from '#contracts';

/**
 * Returns the new backbone's name: that of its folder, in lower case.
 * @throws TouchstoneError validation-failed where a manifest may not have it, or a backbone lies in that folder
 * already: stations may have learned with it, so a version is never written over.
 */
export function newName(out: string, baseFolder: string): string {
  const name = basename(resolve(out)).toLowerCase();
  if (!backboneManifest.shape.name.safeParse(name).success)
    throw new TouchstoneError(
      'validation-failed',
      `--out: the folder's name becomes the backbone's name, and "${name}" cannot be one. Allowed are 1 to 63 letters ` +
        'a to z, digits, dots, underscores and hyphens, beginning with a letter or a digit; capitals become small.',
    );
  if (resolve(out) === resolve(baseFolder))
    throw new TouchstoneError(
      'validation-failed',
      `--out is the folder of the backbone that the training starts from, ${baseFolder}. Give another folder.`,
    );
  if (existsSync(join(resolve(out), 'manifest.json')))
    throw new TouchstoneError(
      'validation-failed',
      `--out: ${out} holds a backbone already, and a version is never written over. Give another folder, or delete that one.`,
    );
  return name;
}
