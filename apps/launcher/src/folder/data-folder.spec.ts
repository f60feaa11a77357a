import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDataFolder } from './data-folder.js';
import { PartLog } from '../processes/process-log.js';
import { RunFile } from './run-file.js';

test('a file in the place of the folder is refused by name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-data-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => openDataFolder(file)).toThrow(
    `${file} cannot be used: there is a file of that name`,
  );
  expect(() => openDataFolder(join(file, 'below'))).toThrow('a part of its path is a file');
  rmSync(folder, { recursive: true });
});

test('a damaged run file counts as none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-data-'));
  for (const text of ['', '[{"name": "api"', '{}', '[{"name": "api"}]']) {
    writeFileSync(join(folder, 'run.json'), text);
    expect(RunFile.read(join(folder, 'run.json'))).toEqual([]);
  }
  rmSync(folder, { recursive: true });
});

test('a log stays within two files of its size, and keeps its last lines at hand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-data-'));
  const log = new PartLog(join(folder, 'part.log'), 100);
  for (let line = 0; line < 50; line += 1) log.write(Buffer.from(`line number ${line}\n`));
  expect(log.lastLines(2)).toEqual(['line number 48', 'line number 49']);
  log.close();
  log.write(Buffer.from('of a child that outlived its part'));
  log.close();
  const sizes = ['part.log', 'part.log.1'].map((name) => statSync(join(folder, name)).size);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
  rmSync(folder, { recursive: true });
});
