import { SetupError } from './say.mjs';

/** Node 20.19 or newer and below 23: tfjs-node breaks on 23, the module loader we use needs 20.19. */
export function checkNodeVersion(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const tooOld = major < 20 || (major === 20 && minor < 19);
  if (!tooOld && major < 23) return;
  throw new SetupError(
    `Touchstone needs Node 20.19 or newer, and older than 23 (TensorFlow's binding does not load there). ` +
      `This is Node ${version}. Install Node 22, for instance with \`nvm install 22\`, and run the same command again.`,
  );
}
