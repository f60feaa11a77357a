import { SetupError } from './say.mjs';

/**
 * Refuses a version of Node that is not supported.
 * Node 20.19 and later ones of 20, and 22.12 and later ones of 22: our build needs these, and TensorFlow's binding does
 * not load on 23 and newer. Odd versions have no support by anybody.
 */
export function checkNodeVersion(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12)) return;
  throw new SetupError(
    'Touchstone runs on Node 22 (22.12 or newer) and Node 20 (20.19 or newer). ' +
      `This is Node ${version}. Install Node 22, for instance with \`nvm install 22\`, and run the same command again.`,
  );
}
