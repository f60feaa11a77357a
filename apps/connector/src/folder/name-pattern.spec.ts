import { expect, test } from 'vitest';
import { nameFits } from './name-pattern.js';

test.each([
  ['*.png', 'a.png', true],
  ['*.png', 'A.PNG', true],
  ['*.png', 'a.png.part', false],
  ['*.png', '.a.png', false],
  ['cam?_*.jp*g', 'cam1_0001.jpeg', true],
  ['cam?_*.jp*g', 'cam12_0001.jpeg', false],
  ['a+(b).png', 'a+(b).png', true],
  ['a+(b).png', 'aab.png', false],
  ['[ab].png', 'a.png', false],
  ['ä-*.png', 'Ä-1.png', true],
])('the pattern %s and the name %s: %s', (pattern, name, fits) => {
  expect(nameFits([pattern])(name)).toBe(fits);
});

test('a name that fits one of several patterns is taken', () => {
  const fits = nameFits(['*.png', '*.jpg']);
  expect(['a.png', 'a.jpg', 'a.bmp'].map(fits)).toEqual([true, true, false]);
});
