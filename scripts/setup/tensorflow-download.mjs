import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { insistOnSha256 } from './checksum.mjs';
import { insist } from './commands.mjs';
import { download } from './http-download.mjs';
import { cacheFolder } from './paths.mjs';
import { say } from './say.mjs';

const version = '2.9.1';
const ownHost = 'https://storage.googleapis.com/tensorflow/libtensorflow/libtensorflow-';
/** Names as in tfjs-node's scripts/deps-constants.js; other platforms have no archive of 2.9.1. */
const archives = {
  'linux x64': {
    name: `cpu-linux-x86_64-${version}.tar.gz`,
    sha256: '7f510d2546e3db5e10b1d119463689003d587842892ad3c95bca51cf82820173',
  },
  'darwin x64': {
    name: `cpu-darwin-x86_64-${version}.tar.gz`,
    sha256: '56f83d3320ba0f69aaafd6c058645e1b7fbc75fb9a3fc36d6be98de1291ca226',
  },
};

/**
 * Fetches the library that the package's install script would download, unpacked in the cache. Resolves to `{folder,
 * title}` or null; a silent host takes 20 s.
 */
export function fromOwnHost() {
  return fromBase(process.env.TFJS_NODE_CDN_STORAGE ?? ownHost, 'own download');
}

/** Fetches the same from a mirror that TFJS_NODE_BASE_URI names, in the meaning tfjs-node gives it. */
export function fromMirror() {
  const base = process.env.TFJS_NODE_BASE_URI;
  return base ? fromBase(base, 'mirror') : null;
}

async function fromBase(base, title) {
  const archive = archives[`${process.platform} ${process.arch}`];
  if (!archive) return null;
  const folder = path.join(cacheFolder(), 'libtensorflow', `${version}-${process.arch}`);
  if (existsSync(folder)) return { folder, title };
  say(`TensorFlow: library ${version} from its ${title}`);
  try {
    await unpackInto(`${base}${archive.name}`, archive.sha256, folder);
    return { folder, title };
  } catch (error) {
    say(`TensorFlow: its ${title} did not work: ${error.message}`);
    return null;
  }
}

/** Nothing is unpacked before the whole archive was compared with its SHA-256. */
async function unpackInto(url, sha256, folder) {
  mkdirSync(path.dirname(folder), { recursive: true });
  const parts = mkdtempSync(`${folder}.part-`);
  const [archive, content] = [path.join(parts, 'archive.tar.gz'), path.join(parts, 'content')];
  try {
    await download(url, archive);
    await insistOnSha256(archive, sha256, url);
    mkdirSync(content);
    await insist('tar', ['-xzf', archive, '-C', content], 'The archive could not be unpacked.');
    renameSync(content, folder);
  } finally {
    rmSync(parts, { recursive: true, force: true });
  }
}
