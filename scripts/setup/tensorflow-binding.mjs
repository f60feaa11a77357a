import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { attempt, onPath } from './commands.mjs';
import { cacheFolder, nodeModules } from './paths.mjs';
import { say } from './say.mjs';

const tfjsNode = path.join(nodeModules, '@tensorflow', 'tfjs-node');
const builtFolder = path.join(tfjsNode, 'lib');

/**
 * Lays the library under tfjs-node and puts the binding beside it: from the cache, else compiled
 * (about 20 s). Resolves to whether there is one.
 */
export async function buildBinding({ folder, title }) {
  layLibrary(folder);
  const cached = path.join(cacheFolder(), 'tfjs-binding', bindingKey(folder));
  if (restore(cached)) return true;
  const missing = ['make', 'g++', 'python3'].filter((program) => !onPath(program));
  if (missing.length > 0)
    return refuse(
      title,
      `${missing.join(', ')} not on the PATH (on Debian: apt-get install build-essential python3)`,
    );
  say('TensorFlow: compiling its Node binding');
  const place = mkdtempSync(path.join(placeWithoutBlanks(), 'touchstone-binding-'));
  try {
    const { ok, output } = await compile(place);
    if (!ok) return refuse(title, output.trimEnd().split('\n').slice(-5).join('\n'));
    copyBinding(path.join(place, 'lib'), builtFolder);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  keep(cached);
  return true;
}

function placeWithoutBlanks() {
  return /\s/.test(os.tmpdir()) ? '/tmp' : os.tmpdir();
}

/** Hard links survive an emptied cache and cost no disk; across file systems, symbolic links. */
function layLibrary(folder) {
  const deps = path.join(tfjsNode, 'deps');
  rmSync(deps, { recursive: true, force: true });
  rmSync(builtFolder, { recursive: true, force: true });
  mkdirSync(path.join(deps, 'lib'), { recursive: true });
  symlinkSync(path.join(folder, 'include'), path.join(deps, 'include'));
  for (const name of readdirSync(path.join(folder, 'lib')))
    layFile(path.join(folder, 'lib', name), path.join(deps, 'lib', name));
}

function layFile(from, to) {
  if (lstatSync(from).isSymbolicLink()) return symlinkSync(readlinkSync(from), to);
  try {
    linkSync(from, to);
  } catch (error) {
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'].includes(error.code)) throw error;
    symlinkSync(from, to);
  }
}

/**
 * Compiled in a folder of its own below the system's temporary one: make takes no path with a blank in
 * it, and a checkout or a home may have one. Resolves as `attempt` does.
 */
async function compile(place) {
  for (const name of ['binding', 'binding.gyp', 'package.json'])
    cpSync(path.join(tfjsNode, name), path.join(place, name), { recursive: true });
  symlinkSync(realpathSync(path.join(tfjsNode, 'deps')), path.join(place, 'deps'));
  const preGyp = path.join(nodeModules, '@mapbox', 'node-pre-gyp', 'bin', 'node-pre-gyp');
  const prefix = path.resolve(process.execPath, '..', '..');
  const headers = existsSync(path.join(prefix, 'include', 'node', 'node.h'));
  // Without headers beside Node, node-gyp downloads them.
  const nodedir = headers ? [`--nodedir=${prefix}`] : [];
  const args = [preGyp, 'install', '--build-from-source', ...nodedir];
  return attempt(process.execPath, args, {
    cwd: place,
    env: { ...process.env, ...nodeGyp(prefix) },
    limitSeconds: 600,
  });
}

/** npm names its own node-gyp to what it runs; started by plain `node`, we have to look for it. */
function nodeGyp(prefix) {
  const inNpm = path.join(prefix, 'lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js');
  return !process.env.npm_config_node_gyp && existsSync(inNpm)
    ? { npm_config_node_gyp: inNpm }
    : {};
}

function bindingKey(folder) {
  const { version } = JSON.parse(readFileSync(path.join(tfjsNode, 'package.json'), 'utf8'));
  return `${version}-tf-${path.basename(folder)}-node-abi-${process.versions.modules}`;
}

function restore(cached) {
  if (!existsSync(cached)) return false;
  copyBinding(cached, builtFolder);
  return true;
}

function keep(cached) {
  mkdirSync(path.dirname(cached), { recursive: true });
  const parts = `${cached}.part-${process.pid}`;
  copyBinding(builtFolder, parts);
  if (existsSync(cached)) rmSync(parts, { recursive: true });
  else renameSync(parts, cached);
}

/** `<from>/napi-v*` / `tfjs_binding.node`: the folder's name is the Node-API version it was built for. */
function copyBinding(from, to) {
  for (const napi of readdirSync(from)) {
    mkdirSync(path.join(to, napi), { recursive: true });
    copyFileSync(
      path.join(from, napi, 'tfjs_binding.node'),
      path.join(to, napi, 'tfjs_binding.node'),
    );
  }
}

function refuse(title, reason) {
  say(`TensorFlow: the library from its ${title} is here, but its binding is not: ${reason}`);
  return false;
}
