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
import { insistOnSha256 } from './checksum.mjs';
import { attempt, onPath } from './commands.mjs';
import { cacheFolder } from './paths.mjs';
import { say } from './say.mjs';

const version = '2.21.0';
/**
 * One wheel a machine, whatever Python is here, since only the C library in it is used. On ARM the plain
 * distribution is the one for CPUs; its sum was never at hand to us, so that a person has to give it.
 */
const wheels = {
  x64: {
    distribution: 'tensorflow-cpu',
    platform: 'manylinux_2_27_x86_64',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
  },
  arm64: { distribution: 'tensorflow', platform: 'manylinux_2_27_aarch64', sha256: null },
};
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

/** Takes libtensorflow and its headers out of TensorFlow's Python wheel, kept in the cache; or returns null. */
export async function fromWheel() {
  const wheel = wheels[process.arch];
  if (process.platform !== 'linux' || !wheel) return null;
  const title = 'Python wheel';
  const folder = path.join(cacheFolder(), 'libtensorflow', `${version}-${process.arch}`);
  if (existsSync(folder)) return { folder, title };
  const sha256 = process.env.TOUCHSTONE_TENSORFLOW_SHA256 || wheel.sha256;
  if (!sha256)
    return refuse(
      `no SHA-256 of ${wheel.distribution} ${version} for ${process.arch} is known; ` +
        'give that of its cp311 wheel in TOUCHSTONE_TENSORFLOW_SHA256',
    );
  if (!onPath('python3')) return refuse('there is no python3 on the PATH');
  say(`TensorFlow: library ${version} from its ${title} (pip download, about 270 MB)`);
  mkdirSync(path.dirname(folder), { recursive: true });
  const parts = mkdtempSync(`${folder}.part-`);
  try {
    return (await unpackWheel(parts, folder, wheel, sha256)) ? { folder, title } : null;
  } finally {
    rmSync(parts, { recursive: true, force: true });
  }
}

async function unpackWheel(parts, folder, wheel, sha256) {
  const file = await downloadWheel(parts, wheel);
  if (!file) return false;
  try {
    await insistOnSha256(file, sha256, path.basename(file));
  } catch (error) {
    return refuse(error.message) ?? false;
  }
  const { ok, output } = await attempt('python3', ['-c', extract, file, parts]);
  if (!ok) return refuse(`unpacking failed: ${lastLine(output)}`) ?? false;
  arrange(path.join(parts, 'tensorflow'));
  renameSync(path.join(parts, 'tensorflow'), folder);
  return true;
}

async function downloadWheel(parts, { distribution, platform }) {
  const which = ['--python-version', '3.11', '--platform', platform, '--only-binary=:all:'];
  const patience = ['--timeout', '20', '--retries', '1'];
  const args = ['-m', 'pip', 'download', '--no-deps', ...which, ...patience, '--dest', parts];
  const wanted = `${distribution}==${version}`;
  const { ok, output } = await attempt('python3', [...args, wanted], { limitSeconds: 900 });
  const wheel = readdirSync(parts).find((name) => name.endsWith('.whl'));
  return ok && wheel ? path.join(parts, wheel) : refuse(`pip says: ${lastLine(output)}`);
}

function arrange(folder) {
  const lib = path.join(folder, 'lib');
  mkdirSync(lib);
  for (const [library, names] of Object.entries(links)) {
    renameSync(path.join(folder, library), path.join(lib, library));
    for (const name of names) symlinkSync(library, path.join(lib, name));
  }
}

function refuse(reason) {
  say(`TensorFlow: its Python wheel did not work: ${reason}`);
  return null;
}

function lastLine(output) {
  return output.trimEnd().split('\n').at(-1);
}
