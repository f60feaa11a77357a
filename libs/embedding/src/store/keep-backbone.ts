import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError, type BackboneManifest } from '#contracts';
import type { TensorRuntime } from '#tensors';
import { openBackbone } from '../open-backbone.js';
import { isFile } from './backbone-store.js';

export interface ImportOptions {
  readonly runtime: TensorRuntime;
  readonly cacheFolder: string;
  /** The folder of backbones, e.g. `<data>/backbones`. */
  readonly into: string;
  /** Tells whether a backbone of the same name gives way. */
  readonly replace?: boolean;
}

export interface Imported {
  readonly folder: string;
  readonly manifest: BackboneManifest;
  readonly guesses: readonly string[];
}

/**
 * Puts a backbone into the folder of backbones: `write` fills a folder beside it, which is opened and checked, and
 * gets its name only then. Gives the folder.
 * @throws TouchstoneError validation-failed (the name is taken), and what writing and opening throw.
 */
export async function keepBackbone(
  manifest: BackboneManifest,
  options: ImportOptions,
  write: (folder: string) => Promise<void>,
): Promise<string> {
  const target = await freeTarget(manifest.name, options);
  const staged = join(options.into, `.import-${randomUUID()}`);
  try {
    await mkdir(staged, { recursive: true });
    await write(staged);
    await writeFile(join(staged, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    const { runtime, cacheFolder } = options;
    (await openBackbone(staged, { runtime, cacheFolder })).dispose();
    if (options.replace) await rm(target, { recursive: true, force: true });
    await rename(staged, target);
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
  return target;
}

async function freeTarget(name: string, { into, replace }: ImportOptions): Promise<string> {
  const target = join(into, name);
  if (!replace && (await isFile(join(target, 'manifest.json'))))
    throw new TouchstoneError(
      'validation-failed',
      `There is a backbone "${name}" in ${into} already: choose another --name, or --replace it.`,
    );
  return target;
}
