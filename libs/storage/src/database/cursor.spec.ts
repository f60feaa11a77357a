import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor, toPage } from './cursor.js';

test('a cursor gives back its place, and is safe in a URL', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 31 }), fc.uuid(), (seconds, id) => {
      const place = { time: new Date(seconds * 1000 + 123), id };
      const cursor = encodeCursor(place);
      expect(decodeCursor(cursor)).toEqual(place);
      expect(encodeURIComponent(cursor)).toBe(cursor);
    }),
  );
});

test('what no list gave is refused', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => decodeCursor(text)).toThrow(/cursor/);
    }),
  );
});

test.each([
  '1 ------------------------------------',
  '1 0190a000-0000-7000-8000-00000000000g',
  '1 0190a00000007000800000000000000001aa',
  '999999999999999 0190a000-0000-7000-8000-000000000001',
  '1 0190a000-0000-7000-8000-000000000001 ',
])('a forged cursor, "%s", is refused before PostgreSQL sees it', (text) => {
  expect(() => decodeCursor(Buffer.from(text).toString('base64url'))).toThrow(/cursor/);
});

test('a page has a next one exactly when a row was read beyond it', () => {
  const place = (n: number) => ({ time: new Date(n), id: '0190a000-0000-7000-8000-000000000001' });
  fc.assert(
    fc.property(fc.nat({ max: 20 }), fc.integer({ min: 1, max: 20 }), (rows, limit) => {
      const read = Array.from({ length: Math.min(rows, limit + 1) }, (_, index) => index);
      const page = toPage(read, limit, place, (row) => row);
      expect(page.items).toEqual(read.slice(0, limit));
      expect(page.next !== null).toBe(rows > limit);
    }),
  );
});
