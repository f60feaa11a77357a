import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

const program = path.join(root, 'node_modules', '@cyclonedx', 'cyclonedx-npm', 'bin', 'cyclonedx-npm-cli.js'); // prettier-ignore
const options = ['--package-lock-only', '--omit', 'dev', '--output-reproducible', '--mc-type', 'application']; // prettier-ignore

/** Returns the SBOM of the lock file, in CycloneDX; without the versions of the tools of this machine, so that each one writes the same. */
export function makeSbom() {
  const args = [program, ...options, '--output-file', '-'];
  const text = execFileSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const sbom = JSON.parse(text);
  delete sbom.metadata.tools;
  return `${JSON.stringify(sbom, null, 1)}\n`;
}

/** Returns `name@version` of each component, those inside others as well. */
export function componentsOf({ components = [] }) {
  return components.flatMap((one) => [
    `${one.group === undefined ? '' : `${one.group}/`}${one.name}@${one.version}`,
    ...componentsOf(one),
  ]);
}
