import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TouchstoneError } from '#contracts';
import { lockFolder } from './folder-lock.js';
import { identify } from '../processes/process-identity.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'touchstone-lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const locked = () => readdirSync(folder).includes('lock');

test('a folder is locked once, and free again after', () => {
  const unlock = lockFolder(folder);
  expect(locked()).toBe(true);
  unlock();
  expect(readdirSync(folder)).toEqual([]);
});

test('a second run is refused with the process that has the folder and what to do', () => {
  lockFolder(folder);
  try {
    lockFolder(folder);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(TouchstoneError);
    expect((error as TouchstoneError).code).toBe('data-folder-in-use');
    expect((error as TouchstoneError).message).toContain(`process ${process.pid}`);
    expect((error as TouchstoneError).message).toContain('TOUCHSTONE_DATA=');
  }
  expect(readdirSync(folder)).toEqual(['lock']);
});

test('the lock of a process that is gone is taken over', () => {
  const { pid } = spawnSync('true');
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, startedAt: 'some time ago' }));
  lockFolder(folder);
  expect(readdirSync(folder)).toEqual(['lock']);
});

test('a number that belongs to another process by now does not hold the folder', () => {
  const another = { pid: process.ppid, startedAt: 'another boot' };
  expect(identify(process.ppid)).not.toBeNull();
  writeFileSync(join(folder, 'lock'), JSON.stringify(another));
  expect(() => lockFolder(folder)).not.toThrow();
});

test.each(['', '{"pid": 1', 'null'])('a lock cut short by a full disk (%j) is nobody’s', (text) => {
  writeFileSync(join(folder, 'lock'), text);
  expect(() => lockFolder(folder)).not.toThrow();
});
