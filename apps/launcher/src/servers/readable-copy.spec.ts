import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyForEveryone } from './readable-copy.js';

let folder: string;
let source: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-copy-'));
  source = join(folder, 'source');
  mkdirSync(join(source, 'bin'), { recursive: true, mode: 0o700 });
  writeFileSync(join(source, 'bin', 'server'), 'program', { mode: 0o700 });
  writeFileSync(join(source, 'table'), 'rows', { mode: 0o600 });
  symlinkSync('table', join(source, 'link'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;

test('a copy of a closed folder is open to be read and run by everyone, and written by nobody else', () => {
  const copy = copyForEveryone(source, join(folder, 'place'), 'copy');
  expect([copy, join(copy, 'bin'), join(copy, 'bin', 'server')].map(modeOf)).toEqual([
    0o755, 0o755, 0o755,
  ]);
  expect(modeOf(join(copy, 'table'))).toBe(0o644);
  expect(modeOf(join(copy, 'link'))).toBe(0o644);
  expect(modeOf(join(source, 'table'))).toBe(0o600);
});

test('a copy that is there is used as it is', () => {
  const first = copyForEveryone(source, join(folder, 'place'), 'copy');
  writeFileSync(join(first, 'mark'), '');
  expect(copyForEveryone(source, join(folder, 'place'), 'copy')).toBe(first);
  expect(modeOf(join(first, 'mark'))).toBeGreaterThan(0);
});

test('a place that others may write is refused, since what lies there could be a trap', () => {
  mkdirSync(join(folder, 'place', 'copy'), { recursive: true });
  chmodSync(join(folder, 'place'), 0o777);
  expect(() => copyForEveryone(source, join(folder, 'place'), 'copy')).toThrow('others may write');
});
