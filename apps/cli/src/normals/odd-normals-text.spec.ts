import { expect, test } from 'vitest';
import { oddNormals } from '#contracts';
import { oddNormalsText } from './odd-normals-text.js';
import { placeText } from './place-text.js';

const id = '6a8a4e16-0a4e-4a53-9a8e-1d2b1f6c0a11';
const place = { row: 0, column: 15, rows: 16, columns: 16, patchScore: 9, usual: 2, highest: 4 };
const changes = { changed: 3, share: 0.03, flips: [] };
const found = oddNormals.parse({
  modelId: id,
  version: 4,
  limits: { warn: 9, reject: 13.1 },
  inspections: 100,
  items: [
    {
      frameId: id,
      partId: 'p7',
      score: 13.1,
      spreads: 4.2,
      place,
      without: { warn: 8.5, reject: 11.6 },
      withoutOdder: { warn: 8.5, reject: 11.6 },
      sets: ['reject', 'warn'],
      normal: null,
      changes: { without: changes, withoutOdder: changes },
    },
  ],
  rare: null,
});

test('an odd normal is told with its place, the limits without it and the verdicts that would change', () => {
  const text = oddNormalsText('press', found);
  expect(text).toContain(
    'part p7: score 13.10, 4.2 spreads over the middle, sets reject and review',
  );
  expect(text).toContain('oddest at upper right (row 1 of 16, column 16 of 16): 9.00');
  expect(text).toContain('reject 11.60; 3 of the last 100 verdicts would change');
  expect(text).toContain('deleted since');
  expect(oddNormalsText('press', { ...found, items: [] })).toContain('names no odd normals');
});

test('the middle of the picture is said once', () => {
  expect(placeText({ ...place, row: 8, column: 7 })).toContain('middle (row 9');
  expect(placeText({ ...place, row: 15, column: 8 })).toContain('lower middle');
});
