import { expect, test } from 'vitest';
import { keptWords } from './kept-words.js';

test.each([
  [{ days: null, most: null }, 'all'],
  [{ days: 1, most: null }, '1 day'],
  [{ days: 30, most: 10_000 }, '30 days, the last 10,000'],
])('%j is kept as %s', (bounds, words) => expect(keptWords(bounds)).toBe(words));
