import { spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { insist } from '../setup/commands.mjs';
import { cacheFolder, root } from '../setup/paths.mjs';
import { say } from '../setup/say.mjs';

const isRoot = process.getuid?.() === 0;
/** The variables of our environment that a command gets: how registries are reached, and nothing of this session. */
const kept =
  /^(PATH|LANG|LC_\w+|TZ|(https?|no|all)_proxy|npm_config_(registry|cafile)|PIP_\w+|SSL_CERT_\w+)$/i;

/** Calls `use` with a folder that is removed afterwards. */
export async function withFolder(parent, use, mode = 0o755) {
  const folder = mkdtempSync(path.join(parent, 'touchstone-first-run-'));
  chmodSync(folder, mode);
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Clones the checkout as it is committed. With `reuse` packages and build come along: they keep their
 * modes, less what `umask` takes away.
 */
export async function cloneInto(place, { reuse, umask = 0o022, owner }) {
  mkdirSync(path.dirname(place), { recursive: true });
  await insist('git', ['clone', '--quiet', '--no-hardlinks', root, place], 'The clone failed.');
  if (reuse) for (const name of ['node_modules', 'dist']) takeOver(name, place);
  if (umask !== 0o022 || owner) await hand(place, umask, owner);
  return place;
}

/** Copies what lies there without the native library, a gigabyte, which set-up lays there anew from the cache. */
function takeOver(name, place) {
  const library = /tfjs-node[/\\](deps|lib)$|\.touchstone-tensorflow\.json$|[/\\]\.cache$/;
  const options = {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !library.test(file),
  };
  cpSync(path.join(root, name), path.join(place, name), options);
}

function hand(folder, umask, owner) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (owner) chownSync(file, owner.uid, owner.gid);
    if (umask === 0o077) chmodSync(file, 0o700);
  }
  if (owner) chownSync(folder, owner.uid, owner.gid);
  if (umask === 0o077) chmodSync(folder, 0o700);
}

/** Returns the environment of a command, without any `undefined`. */
export function environment(changes = {}) {
  const ours = Object.entries(process.env).filter(([name]) => kept.test(name));
  // Where the check is not about the cache, what is unpacked there is used.
  const shared = { HOME: os.homedir(), XDG_CACHE_HOME: path.dirname(cacheFolder()) };
  const all = Object.entries({ ...Object.fromEntries(ours), ...shared, ...free, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

const free = { TOUCHSTONE_PORT: '0', TOUCHSTONE_METRICS_PORT: '0' };

/**
 * Runs a command line in the folder, by a shell with the umask; resolves to `{code, output}`. What it says
 * goes to standard error too, so that one sees where it is.
 */
export function runIn(place, line, { env = environment(), umask = '022', user, before = [] } = {}) {
  const as = user && isRoot ? ['runuser', '-u', user, '--'] : [];
  const [program, ...args] = [...before, ...as, 'sh', '-c', `umask ${umask}; ${line}`];
  say(`  ${place} $ ${line}`);
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: place, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs the demo's bounded round, which ends with 0 only when all that it checks holds. */
export async function insistOnDemo(place, options) {
  const { code, output } = await runIn(place, 'npm run demo -- --check', options);
  if (code !== 0) throw new Error(`the demo ended with ${code}: ${lastLines(output)}`);
  return output;
}

export function lastLines(output) {
  return output.trimEnd().split('\n').slice(-12).join('\n    ');
}
