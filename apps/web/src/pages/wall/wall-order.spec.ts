import { expect, test } from 'vitest';
import { byNeedOfPerson, type Placed } from './wall-order.js';

const tile = (id: string, state: Placed['state'], openAlerts = 0) => ({ id, state, openAlerts });

test('a line that is not well comes first, then those with alerts to see, then the others by name', () => {
  const tiles = [
    tile('b', 'ok'),
    tile('a', 'defect'),
    tile('c', 'ok', 2),
    tile('d', 'silent', 1),
    tile('e', 'ok', 7),
    tile('f', 'unjudged'),
    tile('g', 'closed'),
  ];
  expect(byNeedOfPerson(tiles).map(({ id }) => id)).toEqual(['f', 'g', 'd', 'e', 'c', 'a', 'b']);
});

test('the verdict on the newest part alone moves no tile', () => {
  const before = byNeedOfPerson([tile('a', 'ok'), tile('b', 'ok', 1)]).map(({ id }) => id);
  const after = byNeedOfPerson([tile('a', 'defect'), tile('b', 'ok', 1)]).map(({ id }) => id);
  expect(after).toEqual(before);
});
