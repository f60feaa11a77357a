import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { attempt } from './commands.mjs';
import { nodeModules, root } from './paths.mjs';
import { say } from './say.mjs';
import { buildBinding } from './tensorflow-binding.mjs';
import { fromOwnHost, fromMirror } from './tensorflow-download.mjs';
import { fromWheel } from './tensorflow-wheel.mjs';

const stamp = path.join(nodeModules, '.touchstone-tensorflow.json');

/**
 * Makes TensorFlow's native library loadable, by the first way that works: a mirror that was named, the
 * Python wheel (2.21.0, of 2026), the package's own download (2.9.1, of 2022). The wheel goes before the
 * download, since it has four years of mended faults in what reads models and decodes; the download
 * needs no Python. Where none works, WASM stays, said loudly. A failure is remembered, so that only
 * `npm run setup` (`tryAgain`) spends time on it anew.
 */
export async function setUpTensorflow({ tryAgain = false, environment = process.env } = {}) {
  if (environment.TOUCHSTONE_BACKEND === 'wasm')
    return say('TensorFlow: WASM, as TOUCHSTONE_BACKEND asks');
  const before = readStamp();
  if (before?.key === key() && before.native) return;
  if (before?.key === key() && !tryAgain) return sayWasm('it could not be had at set-up');
  const native = (await loads()) || (await firstWayThatWorks());
  writeFileSync(stamp, JSON.stringify({ key: key(), native }));
  if (native) say('TensorFlow: native library ready');
  else sayWasm('none of the ways above worked');
}

function sayWasm(reason) {
  say('*'.repeat(78));
  say(`TensorFlow: NO NATIVE LIBRARY (${reason}).`);
  say('Touchstone runs on WASM: the same verdicts, several times slower.');
  say('`npm run setup` tries again; TFJS_NODE_BASE_URI names a mirror of libtensorflow.');
  say('*'.repeat(78));
}

async function firstWayThatWorks() {
  for (const way of [fromMirror, fromWheel, fromOwnHost]) {
    const library = await way();
    if (library && (await buildBinding(library)) && (await loads())) return true;
  }
  return false;
}

/** Tells whether a fresh process can load it: the only check that sees a missing or foreign library. */
async function loads() {
  const program = "require('@tensorflow/tfjs-node')";
  const { ok } = await attempt(process.execPath, ['-e', program], { cwd: root });
  return ok;
}

function readStamp() {
  return existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : undefined;
}

function key() {
  return `${process.version} ${process.platform} ${process.arch}`;
}
