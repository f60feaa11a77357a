import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSafeText, safeText } from './safe-text.js';

test.each(['a\0b', '\ud800', 'x\udc00', '\udc00\ud800'])('%j cannot be kept', (text) => {
  expect(safeText.max(200).safeParse(text).success).toBe(false);
});

test('whatever is well formed and has no NUL can be kept, and comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(isSafeText(text)).toBe(!text.includes('\0'));
      if (isSafeText(text)) expect(Buffer.from(text).toString()).toBe(text);
    }),
  );
});
