/**
 * `npm run papers`: writes sbom.cdx.json and THIRD_PARTY_NOTICES from package-lock.json and node_modules.
 * `npm run check:papers` (`--check`): whether both name the packages of package-lock.json; reads three files, asks nobody.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { differences } from './papers/differences.mjs';
import { keyOf, lockedPackages } from './papers/locked-packages.mjs';
import { noticesOf, packageTable } from './papers/notices.mjs';
import { componentsOf, makeSbom } from './papers/sbom.mjs';
import { root } from './setup/paths.mjs';

const sbomFile = path.join(root, 'sbom.cdx.json');
const noticesFile = path.join(root, 'THIRD_PARTY_NOTICES');
const packages = lockedPackages();

function write() {
  writeFileSync(sbomFile, makeSbom());
  writeFileSync(noticesFile, noticesOf(packages));
  process.stdout.write(`sbom.cdx.json and THIRD_PARTY_NOTICES: ${packages.length} packages\n`);
}

function check() {
  const sbom = componentsOf(JSON.parse(readFileSync(sbomFile, 'utf8')));
  const faults = differences(packages.map(keyOf), sbom);
  if (!readFileSync(noticesFile, 'utf8').includes(`\n${packageTable(packages)}\n`))
    faults.push('THIRD_PARTY_NOTICES does not list them');
  if (faults.length === 0) return;
  const text = faults.slice(0, 20).join('\n');
  process.stderr.write(
    `The papers are not those of package-lock.json; run \`npm run papers\`:\n${text}\n`,
  );
  process.exitCode = 1;
}

if (process.argv.includes('--check')) check();
else write();
