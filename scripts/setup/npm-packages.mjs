import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { insist } from './commands.mjs';
import { canBeWritten } from './home.mjs';
import { cacheFolder, nodeModules, root } from './paths.mjs';
import { say } from './say.mjs';

/**
 * Installs what package-lock.json names, unless it is there already. Install scripts stay off; what npm's cache
 * holds is taken from there, so that a machine without a network can do it too.
 */
export async function installPackages() {
  if (packagesAreInstalled()) return;
  say('npm packages: installing (npm ci, a minute or two)');
  await insist(
    'npm',
    ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
    'Check that this machine reaches an npm registry (`npm ping`), then run the same command again.',
    { cwd: root, env: withWritableCache(process.env) },
  );
  say('npm packages: installed');
}

/** npm stops where its cache cannot be written, as in a home that is read-only. */
function withWritableCache(environment) {
  const named = environment.npm_config_cache ?? environment.NPM_CONFIG_CACHE;
  const usual = path.join(environment.HOME, '.npm');
  if (named || canBeWritten(path.join(usual, '_cacache'))) return environment;
  return { ...environment, npm_config_cache: path.join(cacheFolder(), 'npm') };
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
 * Tells whether npm's record of what is installed has every locked package in its locked version. Comparing the two
 * files, not a stamp, also sees what `npm install` did. Optional packages may be absent: they are the binaries of other
 * platforms.
 */
export function satisfies(locked, installed) {
  return Object.entries(locked).every(([folder, { version, optional, link }]) => {
    if (folder === '' || link) return true;
    const found = installed[folder];
    return found ? found.version === version : optional === true;
  });
}
