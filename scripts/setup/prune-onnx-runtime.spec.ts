import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pruneOnnxRuntime } from './prune-onnx-runtime.mjs';

let modules: string;
let binaries: string;
beforeEach(() => {
  modules = mkdtempSync(join(tmpdir(), 'touchstone-prune-'));
  binaries = join(modules, 'onnxruntime-node', 'bin', 'napi-v6');
  for (const one of ['linux/x64', 'linux/arm64', 'win32/x64']) {
    mkdirSync(join(binaries, one), { recursive: true });
    writeFileSync(join(binaries, one, 'library'), 'bytes');
  }
});
afterEach(() => rmSync(modules, { recursive: true }));

test('the libraries of other machines go, this one stays', () => {
  expect(pruneOnnxRuntime(modules, 'linux/x64')).toEqual(['linux/arm64', 'win32/x64']);
  expect(readdirSync(join(binaries, 'linux'))).toEqual(['x64']);
  expect(readdirSync(join(binaries, 'linux', 'x64'))).toEqual(['library']);
});

test('where there is none for this machine, nothing is removed', () => {
  expect(() => pruneOnnxRuntime(modules, 'sunos/sparc')).toThrow(/no library for sunos\/sparc/);
  expect(readdirSync(join(binaries, 'linux'))).toEqual(['arm64', 'x64']);
});
