import { expect, test } from 'vitest';
import { inKnownOrder } from './known-order.js';

const items = (...ids: string[]) => ids.map((id) => ({ id }));

test('what is known keeps its place, what is new comes after it, and what is gone leaves', () => {
  expect(inKnownOrder(items('d', 'a', 'c'), ['a', 'b', 'c'])).toEqual(items('a', 'c', 'd'));
  expect(inKnownOrder(items('b', 'a'), [])).toEqual(items('b', 'a'));
});
