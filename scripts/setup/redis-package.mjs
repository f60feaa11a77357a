import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { unpackWithLibraries } from './debian-packages.mjs';
import { onPath } from './commands.mjs';
import { cacheFolder } from './paths.mjs';
import { say } from './say.mjs';

/** The name in the package lists, and the program in it; the first that the system has. */
const packages = [
  ['redis-server', 'redis-server'],
  ['valkey-server', 'valkey-server'],
];

/** Returns the folder with a Redis that was unpacked before, or null. */
export function cachedRedis() {
  const folder = path.join(place(), 'bin');
  return existsSync(folder) ? folder : null;
}

/**
 * Unpacks the system's own Redis package into the cache, without installing it: for a user who may not
 * install. Resolves to the folder of the program, or null where the system has no such packages.
 */
export async function unpackRedis() {
  if (!onPath('apt-get') || !onPath('dpkg-deb')) return null;
  say('Redis: unpacking the system package into the cache (nothing is installed)');
  mkdirSync(path.dirname(place()), { recursive: true });
  const parts = mkdtempSync(`${place()}.part-`);
  try {
    for (const [name, program] of packages)
      if (await unpackWithLibraries(name, parts)) return finish(parts, program);
    return null;
  } catch (error) {
    say(`Redis: its package could not be had: ${error.message}`);
    return null;
  } finally {
    rmSync(parts, { recursive: true, force: true });
  }
}

function finish(parts, program) {
  const bin = path.join(parts, 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, program), starter(program));
  chmodSync(path.join(bin, program), 0o755);
  rmSync(path.join(parts, 'archives'), { recursive: true });
  renameSync(parts, place());
  return path.join(place(), 'bin');
}

/** The libraries of the package are not where the loader looks. */
function starter(program) {
  return [
    '#!/bin/sh',
    'root=$(cd "$(dirname "$0")/.." && pwd)',
    'for folder in "$root"/usr/lib/*-linux-gnu* "$root"/lib/*-linux-gnu*; do',
    '  [ -d "$folder" ] && LD_LIBRARY_PATH="$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"',
    'done',
    'export LD_LIBRARY_PATH',
    `exec "$root/usr/bin/${program}" "$@"`,
    '',
  ].join('\n');
}

function place() {
  return path.join(cacheFolder(), `redis-${process.arch}`);
}
