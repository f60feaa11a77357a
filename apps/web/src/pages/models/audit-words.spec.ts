import { expect, test } from 'vitest';
import { actionWords, detailWords } from './audit-words.js';

test('an entry is read as words, without ids', () => {
  expect(actionWords('model-activated')).toBe('model activated');
  const detail = {
    version: 3,
    why: 'new lamp',
    note: '',
    modelId: '0198c3a0-8f2e-7000-8000-000000000001',
    limits: { reject: 3 },
    askedBy: 'Ada',
  };
  expect(detailWords(detail)).toBe('version: 3, why: new lamp, asked by: Ada');
});
