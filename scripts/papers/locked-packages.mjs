import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

/**
 * Returns the packages that the product ships with, from the lock file: each name and version once, with its licence and
 * the places where it may lie in node_modules. `forOneSystem` says that it is installed on some systems only.
 */
export function lockedPackages(
  lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')),
) {
  const found = new Map();
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (place === '' || entry.dev === true || entry.link === true) continue;
    const name = entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 13);
    const known = found.get(`${name}@${entry.version}`);
    if (known !== undefined) known.places.push(place);
    else found.set(`${name}@${entry.version}`, describe(name, place, entry));
  }
  return [...found.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function describe(name, place, { version, license, os, cpu, optional }) {
  const forOneSystem = os !== undefined || cpu !== undefined || optional === true;
  return { name, version, licence: license ?? 'not stated', places: [place], forOneSystem };
}

export function keyOf({ name, version }) {
  return `${name}@${version}`;
}
