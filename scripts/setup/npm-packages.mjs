import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { insist } from './commands.mjs';
import { nodeModules, root } from './paths.mjs';
import { say } from './say.mjs';

/** Installs what package-lock.json names, unless it is there already. Install scripts stay off. */
export async function installPackages() {
  if (packagesAreInstalled()) return;
  say('npm packages: installing (npm ci, a minute or two)');
  await insist(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    'Check that this machine reaches an npm registry (`npm ping`), then run the same command again.',
    { cwd: root },
  );
  say('npm packages: installed');
}

function packagesAreInstalled() {
  const installed = path.join(nodeModules, '.package-lock.json');
  if (!existsSync(installed)) return false;
  return satisfies(packagesOf(path.join(root, 'package-lock.json')), packagesOf(installed));
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/**
 * Whether npm's record of what is installed has every locked package in its locked version. Comparing
 * the two files, not a stamp, also sees what `npm install` did. Optional packages may be absent: they
 * are the binaries of other platforms.
 */
export function satisfies(locked, installed) {
  return Object.entries(locked).every(([folder, { version, optional, link }]) => {
    if (folder === '' || link) return true;
    const found = installed[folder];
    return found ? found.version === version : optional === true;
  });
}
