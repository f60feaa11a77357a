import { accessSync, constants, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Gives what we start a HOME where this environment has none: npm, pip and node-gyp make folders below
 * it, and below an empty one they make them in the working directory.
 */
export function mendHome(environment = process.env) {
  if (!environment.HOME) environment.HOME = homeOf(environment);
}

function homeOf(environment) {
  if (environment.HOME) return environment.HOME;
  try {
    return os.userInfo().homedir || os.tmpdir();
  } catch {
    // A user that the system does not know, as in a container that runs with a number.
    return os.tmpdir();
  }
}

/**
 * Returns the folder for what is worth keeping between checkouts: unpacked libraries, built bindings.
 * Where the home cannot be written it lies in the checkout's own data folder.
 */
export function cacheFolderOf(root, environment = process.env) {
  const own = [environment.XDG_CACHE_HOME, path.join(homeOf(environment), '.cache')];
  const bases = own.filter((base) => base && path.isAbsolute(base));
  const places = bases.map((base) => path.join(base, 'touchstone'));
  return places.find(canBeWritten) ?? path.join(root, '.touchstone', 'cache');
}

/** Tells whether the folder is there, or can be made, and can be written. */
export function canBeWritten(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    // Read-only, another user's, or below a file: the next place.
    return false;
  }
}
