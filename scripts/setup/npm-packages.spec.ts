import { expect, test } from 'vitest';
import { satisfies } from './npm-packages.mjs';

const locked = {
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b-darwin': { version: '1.0.0', optional: true },
};

test('what is installed is enough with every package that this platform takes', () => {
  expect(satisfies(locked, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
});

test('an absent or another version is not enough', () => {
  expect(satisfies(locked, {})).toBe(false);
  expect(satisfies(locked, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
  const other = {
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-darwin': { version: '2.0.0' },
  };
  expect(satisfies(locked, other)).toBe(false);
});
