import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';
import { keyOf } from './locked-packages.mjs';

const licenceFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i;
const line = '-'.repeat(100);

/** The first lines of the notices: every package with its licence. Made from the lock file alone. */
export function packageTable(packages) {
  return packages.map((one) => `${keyOf(one)}  ${one.licence}`).join('\n');
}

/**
 * Returns the notices: the table, then each licence text once, with the packages that it belongs to. What is installed on
 * some systems only has no text here, so that every system writes the same file; its text lies in the package.
 */
export function noticesOf(packages, readTexts = textsOf) {
  const owners = new Map();
  for (const one of packages.filter(({ forOneSystem }) => !forOneSystem))
    for (const text of readTexts(one)) owners.set(text, [...(owners.get(text) ?? []), keyOf(one)]);
  const texts = [...owners].map(
    ([text, names]) => `${line}\n${names.join('\n')}\n${line}\n\n${text}`,
  );
  return `${head}\n${packageTable(packages)}\n\n${texts.join('\n\n')}\n`;
}

const head = `Touchstone is made with these packages. Written by \`npm run papers\`; the texts of their licences follow the list.
Packages for one system or processor only carry their text themselves: node_modules/<package>.
`;

function textsOf({ places }) {
  const place = places.map((one) => path.join(root, one)).find((folder) => existsSync(folder));
  if (place === undefined) throw new Error(`${places[0]} is not installed: run \`npm ci\` first`);
  const files = readdirSync(place)
    .filter((file) => licenceFile.test(file))
    .sort();
  const texts = files.map((file) => readFileSync(path.join(place, file), 'utf8'));
  return texts.map((text) =>
    text
      .replaceAll('\r\n', '\n')
      .replace(/[ \t]+$/gm, '')
      .trim(),
  );
}
