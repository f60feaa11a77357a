import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAfter, isEventId, toEntries } from './event-stream.js';

const part = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

test('ids are ordered by their numbers, not as text', () => {
  fc.assert(
    fc.property(part, part, part, part, (a, b, c, d) => {
      const after = a === c ? b > d : a > c;
      expect(isAfter(`${a}-${b}`, `${c}-${d}`)).toBe(after);
    }),
  );
  expect(isAfter('10-0', '9-5')).toBe(true);
});

test.each(['1-0', '1700000000000-12'])('%s is an id', (id) => expect(isEventId(id)).toBe(true));
test.each([
  '',
  '$',
  '1',
  '-1',
  '1-',
  'a-b',
  '1-0; DROP',
  `${'9'.repeat(30)}-0`,
  '99999999999999999999-0',
])('%j is none', (id) => expect(isEventId(id)).toBe(false));

test('entries that cannot be read are left out, the others keep their order', () => {
  const good = JSON.stringify({
    type: 'model-activated',
    stationId: 'a',
    modelId: '0190a000-0000-7000-8000-000000000001',
    version: 1,
  });
  const entries = toEntries([
    ['1-0', ['event', good]],
    ['2-0', ['event', '{']],
    ['3-0', ['other', 'x']],
    ['4-0', ['event', good]],
  ]);
  expect(entries.map((entry) => entry.id)).toEqual(['1-0', '4-0']);
});
