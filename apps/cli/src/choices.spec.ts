import { expect, test } from 'vitest';
import { oneOf, someOf } from './choices.js';

const words = ['gap', 'gmp', 'flatten'] as const;

test('some words are taken, each once, in their own order', () => {
  expect(someOf(words)('flatten, gap,gap')).toEqual(['gap', 'flatten']);
});

test.each(['max', 'gap,', '', 'GAP'])('"%s" is refused with what there is', (text) => {
  expect(() => someOf(words)(text)).toThrow(/is unknown; there are gap, gmp, flatten\./);
  expect(() => oneOf(words)(text)).toThrow(/is unknown/);
});
