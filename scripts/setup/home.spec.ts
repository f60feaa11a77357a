import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheFolderOf, mendHome } from './home.mjs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'touchstone-home-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('the cache lies where XDG_CACHE_HOME says, else below HOME', () => {
  const XDG_CACHE_HOME = join(folder, 'cache');
  expect(cacheFolderOf('/checkout', { XDG_CACHE_HOME, HOME: folder })).toBe(
    join(XDG_CACHE_HOME, 'touchstone'),
  );
  expect(cacheFolderOf('/checkout', { HOME: folder })).toBe(join(folder, '.cache', 'touchstone'));
});

test('a relative XDG_CACHE_HOME is passed over: it would be another folder in each working directory', () => {
  expect(cacheFolderOf('/checkout', { XDG_CACHE_HOME: 'cache', HOME: folder })).toContain(folder);
});

test('a home that is a file leaves the cache in the checkout', () => {
  const HOME = join(folder, 'home');
  mkdirSync(HOME);
  chmodSync(HOME, 0o500);
  expect(cacheFolderOf('/checkout', { HOME: '/dev/null' })).toBe('/checkout/.touchstone/cache');
  // Root may write everywhere, whatever the mode.
  if (process.getuid?.() !== 0)
    expect(cacheFolderOf('/checkout', { HOME })).toBe('/checkout/.touchstone/cache');
});

test.each([undefined, ''])('a HOME of %j becomes the one that the system knows', (HOME) => {
  const environment: NodeJS.ProcessEnv = { HOME };
  mendHome(environment);
  expect(environment['HOME']).toBe(userInfo().homedir);
});

test('a HOME that is set stays', () => {
  const environment = { HOME: folder };
  mendHome(environment);
  expect(environment.HOME).toBe(folder);
});
