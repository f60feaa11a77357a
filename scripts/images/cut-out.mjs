// Cuts apps out of a built checkout for an image: their folders, the libs that they reach, and a package.json that
// names the packages which any of these import, and no others.
//   node scripts/images/cut-out.mjs <target folder> <app> ...
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [target, ...apps] = process.argv.slice(2);
if (target === undefined || apps.length === 0)
  throw new Error('Expected: node scripts/images/cut-out.mjs <target folder> <app> ...');

const facts = JSON.parse(readFileSync('package.json', 'utf8'));
const specifier = /(?:\bfrom|\bimport|\brequire|\.resolve|\))\s*\(?\s*['"]([^'"\n]+)['"]/g;

/** Returns what the JavaScript in a folder names in its imports. */
function namedIn(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => /\.m?js$/.test(name));
  const texts = files.map((name) => readFileSync(path.join(folder, name), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(specifier)].map(([, name]) => name));
}

/** Returns the package of `name` or `@scope/name`, whatever is asked for inside it. */
function packageOf(name) {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

const folders = apps.map((app) => `dist/apps/${app}`);
const packages = new Set();
for (const folder of folders)
  for (const name of namedIn(folder)) {
    const lib = `dist/libs/${name.slice(1)}`;
    if (facts.imports[name] !== undefined && !folders.includes(lib)) folders.push(lib);
    if (facts.dependencies[packageOf(name)] !== undefined) packages.add(packageOf(name));
  }

for (const folder of folders) cpSync(folder, path.join(target, folder), { recursive: true });
const kept = Object.entries(facts.dependencies).filter(([name]) => packages.has(name));
const { name, version, license, type, imports, overrides } = facts;
const cut = { name, version, license, private: true, type, imports, overrides };
mkdirSync(target, { recursive: true });
writeFileSync(
  path.join(target, 'package.json'),
  `${JSON.stringify({ ...cut, dependencies: Object.fromEntries(kept) }, null, 2)}\n`,
);
process.stdout.write(`${folders.join(' ')}\n${[...packages].sort().join(' ')}\n`);
