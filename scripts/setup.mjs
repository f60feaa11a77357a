/**
 * Makes a checkout ready to run: packages, native parts, Redis, build. Plain Node with no
 * dependencies; quick where nothing is to do. `npm run setup`, and the first step of every other
 * command.
 */
import { fileURLToPath } from 'node:url';
import { build } from './setup/build.mjs';
import { linkPostgresLibraries } from './setup/embedded-postgres.mjs';
import { mendHome } from './setup/home.mjs';
import { checkNodeVersion } from './setup/node-version.mjs';
import { installPackages } from './setup/npm-packages.mjs';
import { ensureRedis } from './setup/redis.mjs';
import { endWith, say } from './setup/say.mjs';
import { setUpTensorflow } from './setup/tensorflow.mjs';

/**
 * Makes the checkout ready to run.
 * @param {{tryAgain?: boolean}} options `tryAgain`: look for the native library anew.
 */
export async function setUp(options = {}) {
  checkNodeVersion();
  mendHome();
  await installPackages();
  linkPostgresLibraries();
  await setUpTensorflow(options);
  await ensureRedis();
  await build();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setUp({ tryAgain: true }).catch(endWith);
  say('Touchstone is set up. Next: `npm run demo`, or `npm start`.');
}
