import os from 'node:os';
import path from 'node:path';
import { insist } from '../setup/commands.mjs';
import { cloneInto, environment, insistOnDemo, lastLines, runIn, withFolder } from './place.mjs';

/** Node itself, as npm has it. */
const packageOf = `node-${process.platform}-${process.arch}`;
const [accepted, refused] = ['22', ['18', '24']];

export const anotherNode = {
  name: 'node-22',
  title: 'on Node 22, with all packages installed and everything built by it',
  async run() {
    await withFolder(os.tmpdir(), async (folder) => {
      const env = await environmentOfNode(accepted, folder);
      const place = await cloneInto(path.join(folder, 'x'), { reuse: false });
      await insistOnDemo(place, { env });
    });
  },
};

export const refusedNodes = {
  name: 'node-refused',
  title: `on Node ${refused.join(' and ')}: refused by name`,
  async run() {
    await withFolder(os.tmpdir(), async (folder) => {
      const place = await cloneInto(path.join(folder, 'x'), { reuse: false });
      for (const version of refused) {
        const env = await environmentOfNode(version, path.join(folder, version));
        const { code, output } = await runIn(place, 'npm run demo -- --check', { env });
        if (code === 0 || !output.includes(`This is Node ${version}.`))
          throw new Error(`Node ${version} was not refused by name: ${lastLines(output)}`);
      }
    });
  },
};

async function environmentOfNode(version, folder) {
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund'];
  const remedy = 'npm has no such Node for this platform.';
  await insist('npm', [...args, `${packageOf}@${version}`], remedy);
  const bin = path.join(folder, 'node_modules', packageOf, 'bin');
  return environment({ PATH: `${bin}${path.delimiter}${process.env.PATH}` });
}
