import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { attempt, onPath } from './commands.mjs';
import { cacheFolder } from './paths.mjs';
import { say } from './say.mjs';

const version = '2.21.0';
/** The names that tfjs-node's binding is linked against, and what the wheel calls the libraries. */
const links = {
  'libtensorflow_cc.so.2': ['libtensorflow.so', 'libtensorflow.so.2', 'libtensorflow.so.2.9.1'],
  'libtensorflow_framework.so.2': [
    'libtensorflow_framework.so',
    'libtensorflow_framework.so.2.9.1',
  ],
};
// The C API is stable, and its headers include C++ ones: the binding needs the whole include folder.
const extract = `
import sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
wanted = ('tensorflow/include/', 'tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2')
for name in wheel.namelist():
    if name.startswith(wanted):
        wheel.extract(name, sys.argv[2])
`;

/** libtensorflow and its headers out of TensorFlow's Python wheel, kept in the cache; or null. */
export async function fromWheel() {
  if (process.platform !== 'linux') return null;
  const title = 'Python wheel';
  const folder = path.join(cacheFolder(), 'libtensorflow', `${version}-${process.arch}`);
  if (existsSync(folder)) return { folder, title };
  if (!onPath('python3')) return refuse('there is no python3 on the PATH');
  say(`TensorFlow: library ${version} from its ${title} (pip download, about 270 MB)`);
  mkdirSync(path.dirname(folder), { recursive: true });
  const parts = mkdtempSync(`${folder}.part-`);
  try {
    return (await unpackWheel(parts, folder)) ? { folder, title } : null;
  } finally {
    rmSync(parts, { recursive: true, force: true });
  }
}

async function unpackWheel(parts, folder) {
  const wheel = await downloadWheel(parts);
  if (!wheel) return false;
  const { ok, output } = await attempt('python3', ['-c', extract, wheel, parts]);
  if (!ok) return refuse(`unpacking failed: ${lastLine(output)}`) ?? false;
  arrange(path.join(parts, 'tensorflow'));
  renameSync(path.join(parts, 'tensorflow'), folder);
  return true;
}

async function downloadWheel(parts) {
  // The first takes what fits this Python; the second, where this Python is too old or too new for
  // the wheel, takes another's: only the C library in it is used.
  const otherPython = ['--python-version', '3.12', '--platform', `manylinux_2_27_${machine()}`];
  let output = '';
  for (const extra of [[], otherPython]) {
    const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--timeout', '20'];
    args.push('--retries', '1', '--dest', parts, ...extra, `${distribution()}==${version}`);
    const result = await attempt('python3', args, { limitSeconds: 900 });
    const wheel = readdirSync(parts).find((name) => name.endsWith('.whl'));
    if (result.ok && wheel) return path.join(parts, wheel);
    output = result.output;
  }
  return refuse(`pip says: ${lastLine(output)}`);
}

function arrange(folder) {
  const lib = path.join(folder, 'lib');
  mkdirSync(lib);
  for (const [library, names] of Object.entries(links)) {
    renameSync(path.join(folder, library), path.join(lib, library));
    for (const name of names) symlinkSync(library, path.join(lib, name));
  }
}

function machine() {
  return process.arch === 'arm64' ? 'aarch64' : 'x86_64';
}

/** On ARM the plain distribution is the one for CPUs. */
function distribution() {
  return process.arch === 'arm64' ? 'tensorflow' : 'tensorflow-cpu';
}

function refuse(reason) {
  say(`TensorFlow: its Python wheel did not work: ${reason}`);
  return null;
}

function lastLine(output) {
  return output.trimEnd().split('\n').at(-1);
}
