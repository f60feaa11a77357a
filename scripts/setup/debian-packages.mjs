import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { insistOnSha256 } from './checksum.mjs';
import { attempt, insist } from './commands.mjs';
import { cacheFolder } from './paths.mjs';

const remedy = "The system's package lists do not help here.";

/**
 * Downloads a package and those of its libraries that the system lacks, and unpacks them into a folder.
 * Each must have the SHA-256 of the package lists, which the distribution signs. Resolves to whether
 * there is such a package; throws where a download fails.
 */
export async function unpackWithLibraries(name, folder) {
  const lists = await listsThatKnow(name);
  if (lists === null) return false;
  const [waiting, seen] = [[name], new Set([name])];
  while (waiting.length > 0) {
    const archive = await fetchPackage(waiting.shift(), folder, lists);
    await insist('dpkg-deb', ['-x', archive, folder], remedy);
    for (const next of neededBy(archive, name).filter((it) => !seen.has(it))) {
      seen.add(next);
      waiting.push(next);
    }
  }
  return true;
}

/**
 * Options for apt that make it know the package: none where the system's own lists do, else lists of our
 * own, fetched anew: a fresh image has none, and only root may fetch the system's.
 */
async function listsThatKnow(name) {
  if (knows(name, [])) return [];
  const place = path.join(cacheFolder(), 'apt');
  mkdirSync(path.join(place, 'lists', 'partial'), { recursive: true });
  mkdirSync(path.join(place, 'archives', 'partial'), { recursive: true });
  const own = [`Dir::State::Lists=${place}/lists`, `Dir::Cache=${place}`, 'APT::Sandbox::User='];
  const options = own.flatMap((option) => ['-o', option]);
  await attempt('apt-get', [...options, 'update'], { limitSeconds: 300 });
  return knows(name, options) ? options : null;
}

function knows(name, options) {
  const shown = spawnSync('apt-cache', [...options, 'show', name], { encoding: 'utf8' });
  return shown.status === 0 && shown.stdout.includes(`Package: ${name}`);
}

async function fetchPackage(name, folder, lists) {
  const place = path.join(folder, 'archives', name);
  mkdirSync(place, { recursive: true });
  const uris = await insist('apt-get', [...lists, 'download', '--print-uris', name], remedy);
  const sha256 = /SHA256:([0-9a-f]{64})/.exec(uris)?.[1];
  if (!sha256) throw new Error(`the package lists have no SHA-256 of ${name}`);
  const options = { cwd: place, limitSeconds: 300 };
  await insist('apt-get', [...lists, 'download', name], remedy, options);
  const archive = path.join(place, readdirSync(place)[0]);
  await insistOnSha256(archive, sha256, name);
  return archive;
}

/**
 * Packages of the same source, which must lie beside it, and libraries of which the system has none of
 * the alternatives.
 */
function neededBy(archive, root) {
  const fields = ['Depends', 'Pre-Depends'];
  const told = fields.map((field) => output('dpkg-deb', ['-f', archive, field])).join(', ');
  const groups = told.split(',').map((group) => group.split('|').map(nameIn).filter(Boolean));
  const family = root.replace(/-server$/, '-');
  const missing = (group) => group[0]?.startsWith('lib') && !group.some(isInstalled);
  return groups.filter((group) => group[0]?.startsWith(family) || missing(group)).map(([it]) => it);
}

function nameIn(text) {
  return text.trim().split(/[\s(:]/)[0];
}

function isInstalled(name) {
  return output('dpkg-query', ['-W', '-f', '${db:Status-Status}', name]) === 'installed';
}

function output(program, args) {
  return spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '';
}
