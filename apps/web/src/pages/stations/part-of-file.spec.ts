import { expect, test } from 'vitest';
import { partOfFile } from './part-of-file.js';

test.each([
  ['good/A17_top.jpg', 'each-file', null],
  ['good/A17_top.jpg', 'before-underscore', 'A17'],
  ['A17.jpg', 'before-underscore', 'A17'],
  ['_top.jpg', 'before-underscore', null],
  ['good/A17/1.jpg', 'folder', 'A17'],
  ['1.jpg', 'folder', null],
] as const)('%s by %s is of part %j', (path, rule, part) => {
  expect(partOfFile(path, rule)).toBe(part);
});
