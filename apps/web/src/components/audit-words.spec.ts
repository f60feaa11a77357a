import { expect, test } from 'vitest';
import { detailWords } from './audit-words.js';

test('a change of settings is told by what changed in them, from what to what', () => {
  const before = { title: '', camera: { check: true, margin: 1 }, alertOn: ['defect'] };
  const after = { title: 'Line 9', camera: { check: true, margin: 2 }, alertOn: ['review'] };
  expect(detailWords({ before, after })).toBe(
    'title: none → Line 9, camera margin: 1 → 2, alert on',
  );
});

test('plain facts are told by name, ids and hashes are not', () => {
  const detail = { version: 3, why: 'glare', sha256: 'a'.repeat(64), empty: '' };
  expect(detailWords(detail)).toBe('version: 3, why: glare');
});
