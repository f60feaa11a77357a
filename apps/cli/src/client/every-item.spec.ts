import { expect, test } from 'vitest';
import { everyItem } from './every-item.js';

test('every item of every page comes, in order, each page asked for by the cursor of the one before', async () => {
  const pages = [
    { items: [1, 2], next: 'a' },
    { items: [], next: 'b' },
    { items: [3], next: null },
  ];
  const cursors: (string | undefined)[] = [];
  const items = await everyItem((cursor) => {
    cursors.push(cursor);
    return Promise.resolve(pages[cursors.length - 1]!);
  });
  expect(items).toEqual([1, 2, 3]);
  expect(cursors).toEqual([undefined, 'a', 'b']);
});
